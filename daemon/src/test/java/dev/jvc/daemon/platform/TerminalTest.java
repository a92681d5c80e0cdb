package dev.jvc.daemon.platform;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class TerminalTest {

  private static final OperatingSystem OS = OperatingSystem.current();

  private final PseudoTerminal person;
  private final Terminal terminal;

  TerminalTest() throws IOException {
    person = PseudoTerminal.open();
    terminal = Terminal.open(person.device(), OS).orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
    person.close();
  }

  private interface Reading {
    byte[] read() throws IOException;
  }

  private static CompletableFuture<String> inBackground(Reading reading) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return new String(reading.read(), StandardCharsets.UTF_8);
      } catch (IOException failed) {
        throw new CompletionException(failed);
      }
    });
  }

  /** Whether a key that is pressed appears on the screen. */
  private boolean echoes() {
    int before = person.screen().length();
    person.type("#");
    try {
      await().atMost(Duration.ofMillis(500)).until(() -> person.screen().length() > before);
      return true;
    } catch (ConditionTimeoutException silent) {
      return false;
    }
  }

  @Test
  void aLineIsShownWhileItIsTyped() throws IOException {
    terminal.print("Access key ID: ");
    person.type("AKIA\u00fc\n");

    assertArrayEquals(
        "AKIAü".getBytes(StandardCharsets.UTF_8), requireNonNull(terminal.readLine()));
    await().until(() -> person.screen().contains("Access key ID: AKIAü"));
  }

  @Test
  void aHiddenLineIsNotShownAndTheNextOneIs() {
    CompletableFuture<String> secret =
        inBackground(() -> requireNonNull(terminal.readHidden("? ")));
    await().until(() -> !echoes());
    person.type("secret\n");

    assertTrue(secret.join().endsWith("secret"));
    await().until(() -> person.screen().endsWith("\r\n"));
    assertFalse(person.screen().contains("secret"));
    assertTrue(echoes());
  }

  @Test
  void theQuestionForAHiddenLineComesOnceNothingIsEchoed() {
    CompletableFuture<String> secret =
        inBackground(() -> requireNonNull(terminal.readHidden("Passphrase: ")));
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> person.screen().contains("Passphrase: "));
    person.type("secret\n");

    assertEquals("secret", secret.join());
    await().until(() -> person.screen().endsWith("\r\n"));
    assertEquals("Passphrase: \r\n", person.screen());
  }

  @Test
  void theTerminalsOwnEditingWorksInAHiddenLine() {
    CompletableFuture<String> secret =
        inBackground(() -> requireNonNull(terminal.readHidden("? ")));
    await().until(() -> !echoes());
    person.type("\u0015wrong\u007f\u007f\u007f\u007f\u007fright\n");

    assertEquals("right", secret.join());
  }

  @Test
  void linesTypedAheadAreKept() throws IOException {
    person.type("first\nsecond\n");

    assertArrayEquals("first".getBytes(StandardCharsets.UTF_8), terminal.readLine());
    assertArrayEquals("second".getBytes(StandardCharsets.UTF_8), terminal.readHidden("? "));
  }

  @Test
  void theEndOfInputIsNoLine() throws IOException {
    person.type("\u0004");
    assertNull(terminal.readLine());
    person.type("\u0004");
    assertNull(terminal.readHidden("? "));
    assertTrue(echoes());
  }

  @Test
  void abandoningShowsAgainWhatIsTypedWhileSomebodyIsStillAsked() {
    CompletableFuture<String> secret =
        inBackground(() -> requireNonNull(terminal.readHidden("? ")));
    await().until(() -> !echoes());
    int before = person.screen().length();

    terminal.abandon();

    await().until(() -> person.screen().length() > before);
    assertTrue(echoes());
    person.type("\n");
    secret.join();
  }

  @Test
  void nothingCanBeHiddenAfterwards() {
    terminal.abandon();

    assertThrows(IOException.class, () -> terminal.readHidden("? "));
  }

  @Test
  void whatIsNoTerminalIsNotTakenForOne(@TempDir Path folder) throws IOException {
    assertTrue(Terminal.open(folder.resolve("missing"), OS).isEmpty());
    assertTrue(Terminal.open(Files.createFile(folder.resolve("file")), OS).isEmpty());
    assertTrue(Terminal.open(folder, OS).isEmpty());
    assertTrue(Terminal.open(Path.of("/dev/null"), OS).isEmpty());
  }
}
