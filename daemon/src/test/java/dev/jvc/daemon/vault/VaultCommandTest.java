package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.VaultCommand.Add;
import dev.jvc.daemon.vault.VaultCommand.Import;
import dev.jvc.daemon.vault.VaultCommand.Login;
import dev.jvc.daemon.vault.VaultCommand.Move;
import dev.jvc.daemon.vault.VaultCommand.Origin;
import dev.jvc.daemon.vault.VaultCommand.Remove;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VaultCommandTest {

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("login", new Login()),
        Arguments.of("add", new Add(new Origin.Asked(), true)),
        Arguments.of("add --env", new Add(new Origin.Environment(), true)),
        Arguments.of("add --no-verify", new Add(new Origin.Asked(), false)),
        Arguments.of("add --csv k.csv", new Add(new Origin.Csv(Path.of("k.csv")), true)),
        Arguments.of(
            "add --no-verify --csv --env", new Add(new Origin.Csv(Path.of("--env")), false)),
        Arguments.of("move --to secret-service", new Move("secret-service")),
        Arguments.of("import", new Import(false, false, false, true, List.of())),
        Arguments.of(
            "import --dry-run --only a --yes --no-verify --only --yes",
            new Import(
                false, true, true, false, List.of(new ProfileName("a"), new ProfileName("--yes")))),
        Arguments.of("import --undo -y", new Import(true, false, true, true, List.of())),
        Arguments.of("remove", new Remove(false)),
        Arguments.of("remove --yes", new Remove(true)),
        Arguments.of("remove -y", new Remove(true)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyTaskHasItsOptions(String line, VaultCommand expected) {
    assertEquals(expected, VaultCommand.parse(line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dance",
        "login personal",
        "login --force",
        "add --csv",
        "add --env --env",
        "add --env --csv k.csv",
        "add --csv k.csv --env",
        "add AKIAIOSFODNN7EXAMPLE",
        "add --secret=wJalrXUtnFEMI",
        "import personal",
        "import --only",
        "import --undo --only a",
        "import --secret=wJalrXUtnFEMI",
        "remove --yes --yes",
        "remove personal",
        "remove --force",
        "move",
        "move file",
        "move --to",
        "move --to AKIAIOSFODNN7EXAMPLE",
        "move --to file more",
      })
  void everythingElseIsRefusedWithoutRepeatingWhatMayBeSecret(String line) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> VaultCommand.parse(line.split(" ")));

    String message = String.valueOf(refused.getMessage());
    Sentences.requireSentence(message);
    assertFalse(message.contains("AKIA") || message.contains("wJalr"), message);
  }
}
