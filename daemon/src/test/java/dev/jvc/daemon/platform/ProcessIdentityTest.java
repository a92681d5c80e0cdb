package dev.jvc.daemon.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProcessIdentityTest {

  @Test
  void aProcessIsAliveUntilItEnds() throws IOException {
    Process child = new ProcessBuilder("cat").start();
    ProcessIdentity identity = ProcessIdentity.of(child.pid()).orElseThrow();
    assertTrue(identity.isAlive());

    child.destroyForcibly();

    await().until(() -> !identity.isAlive());
  }

  @Test
  void anotherProcessWithTheSameNumberIsNotTheSame() throws IOException {
    Process child = new ProcessBuilder("cat").start();
    try {
      ProcessIdentity identity = ProcessIdentity.of(child.pid()).orElseThrow();
      ProcessIdentity earlier =
          new ProcessIdentity(identity.pid(), identity.startedAt().minus(Duration.ofMinutes(1)));
      assertFalse(earlier.isAlive());
    } finally {
      child.destroyForcibly();
    }
  }
}
