package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line, and what it prints. */
final class OptionsTest {
  @Test
  void everything_has_a_default() {
    assertEquals(new Options(0, null, null, 1, false, false), Options.parse(List.of()));
  }

  @Test
  void everything_can_be_given() {
    assertEquals(
        new Options(4566, Path.of("w.json"), Path.of("ready"), 10, true, true),
        Options.parse(
            List.of(
                "--port",
                "4566",
                "--world",
                "w.json",
                "--ready-file",
                "ready",
                "--mfa-drift",
                "10",
                "--show-keys",
                "--help")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot | unknown argument '--prot'; see sandbox --help",
        "start | unknown argument 'start'; see sandbox --help",
        "--port | --port needs a value; see sandbox --help",
        "--port x | --port takes a number from 0 to 65535, not 'x'",
        "--port 65536 | --port takes a number from 0 to 65535, not '65536'",
        "--port -1 | --port takes a number from 0 to 65535, not '-1'",
        "--mfa-drift 0 | --mfa-drift takes a number from 1 to 100, not '0'"
      })
  void a_wrong_argument_is_named(String arguments, String message) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Options.parse(List.of(arguments.split(" "))));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void secrets_are_hidden_unless_asked_for() {
    World world = World.example();
    String secret = world.user("me").key().secret();
    try (Sandbox aws = Sandbox.start(world)) {
      String hidden = new Greeting(aws, false).text();
      assertFalse(hidden.contains(secret), "a secret was printed");
      assertTrue(hidden.contains(world.user("me").key().id()), hidden);
      assertTrue(hidden.contains(aws.endpoint().toString()), hidden);
      assertTrue(new Greeting(aws, true).text().contains(secret), "the secret was not printed");
    }
  }
}
