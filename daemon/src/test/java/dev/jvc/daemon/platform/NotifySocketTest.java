package dev.jvc.daemon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotifySocketTest {

  private static NotifySocket named(String name) {
    return NotifySocket.of(Map.of("NOTIFY_SOCKET", name), OperatingSystem.LINUX).orElseThrow();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void aMessageArrivesAsOneDatagram(@TempDir Path folder) throws IOException {
    String name = folder.resolve("notify").toString();
    try (DatagramReceiver manager = DatagramReceiver.bind(name)) {
      named(name).send("READY=1\nSTATUS=serving");
      named(name).send("WATCHDOG=1");

      assertEquals("READY=1\nSTATUS=serving", manager.receive());
      assertEquals("WATCHDOG=1", manager.receive());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void anAbstractNameIsReachedToo() throws IOException {
    String name = "@jvc-test-" + UUID.randomUUID();
    try (DatagramReceiver manager = DatagramReceiver.bind(name)) {
      named(name).send("STATUS=größer");

      assertEquals("STATUS=größer", manager.receive());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void aSocketThatIsGoneIsAFailureWithItsNumber(@TempDir Path folder) {
    NotifySocket gone = named(folder.resolve("gone").toString());

    assertEquals("error 2", assertThrows(IOException.class, () -> gone.send("x")).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "@", "relative", "vsock:2:1234", "unix:/run/x"})
  void whatIsNoSocketOfThisKindIsNone(String name) {
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", name);

    assertTrue(NotifySocket.of(environment, OperatingSystem.LINUX).isEmpty());
  }

  @Test
  void aPathThatDoesNotFitOrAnotherSystemsIsNone() {
    Map<String, String> longest = Map.of("NOTIFY_SOCKET", "/" + "x".repeat(106));
    Map<String, String> tooLong = Map.of("NOTIFY_SOCKET", "/" + "x".repeat(107));

    assertTrue(NotifySocket.of(longest, OperatingSystem.LINUX).isPresent());
    assertTrue(NotifySocket.of(longest, OperatingSystem.MACOS).isEmpty());
    assertTrue(NotifySocket.of(tooLong, OperatingSystem.LINUX).isEmpty());
    assertTrue(NotifySocket.of(Map.of(), OperatingSystem.LINUX).isEmpty());
  }
}
