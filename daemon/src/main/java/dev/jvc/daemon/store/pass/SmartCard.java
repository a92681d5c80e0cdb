package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.platform.BoundedCommand;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The card that a key is on, asked about after decrypting failed: when it is missing, pinentry has
 * asked for it, and all that gpg reports is that the person gave up.
 */
final class SmartCard {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MAX_OUTPUT = 64 * 1024;

  /** Fields of {@code gpg --with-colons} (GnuPG's {@code doc/DETAILS}), counted from 0. */
  private static final int KEY_ID = 4;

  private static final int SERIAL = 14;

  private final ChildPrograms programs;
  private final PassEnvironment environment;

  SmartCard(ChildPrograms programs, PassEnvironment environment) {
    this.programs = programs;
    this.environment = environment;
  }

  /** Whether a key that could have decrypted is on a card, and no card is there. */
  boolean isMissing(List<String> keyIds) {
    return !keyIds.isEmpty() && keyIds.stream().anyMatch(this::isOnCard) && noCardIsThere();
  }

  private boolean isOnCard(String keyId) {
    return output("gpg", "--batch", "--no-tty", "--with-colons", "--list-secret-keys", "0x" + keyId)
        .stream()
        .map(line -> line.split(":", -1))
        .anyMatch(fields ->
            fields.length > SERIAL
                && fields[KEY_ID].equals(keyId)
                && fields[SERIAL].matches("[0-9A-F]{16,}"));
  }

  private boolean noCardIsThere() {
    return output("gpg-connect-agent", "--quiet", "SCD SERIALNO", "/bye").stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length > 1 && words[0].equals("ERR"))
        .map(words -> GpgStatus.ofError(words[1]))
        .anyMatch(GpgStatus.Failure.NO_CARD::equals);
  }

  private List<String> output(String program, String... arguments) {
    BoundedCommand command =
        new BoundedCommand(program, List.of(arguments), environment.forGpg(), LIMIT, MAX_OUTPUT);
    try (CommandResult result = programs.run(command)) {
      return Optional.of(result)
          .filter(CommandResult.Exited.class::isInstance)
          .map(CommandResult.Exited.class::cast)
          .map(exited -> new String(exited.output(), StandardCharsets.UTF_8).lines().toList())
          .orElse(List.of());
    }
  }
}
