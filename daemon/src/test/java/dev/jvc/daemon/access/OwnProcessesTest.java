package dev.jvc.daemon.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OwnProcessesTest {

  private OwnProcesses processes;

  @BeforeEach
  void processes() throws IOException {
    processes = new OwnProcesses(OperatingSystem.current());
  }

  @Test
  void thisProcessIsFound() {
    ProcessIdentity self = processes.find(ProcessHandle.current().pid()).orElseThrow();

    assertEquals(ProcessHandle.current().pid(), self.pid());
    assertTrue(processes.isAlive(self));
    assertFalse(
        processes.isAlive(new ProcessIdentity(self.pid(), self.startedAt().plusMillis(10))));
  }

  @Test
  void noProcessIsFoundUnderAnImpossibleNumber() {
    assertTrue(processes.find(-1).isEmpty());
    assertTrue(processes.find(0).isEmpty());
    assertTrue(processes.find(Long.MAX_VALUE).isEmpty());
  }

  @Test
  void aProcessThatEndedIsGone() throws Exception {
    Process child = new ProcessBuilder("sleep", "600").start();
    ProcessIdentity identity = processes.find(child.pid()).orElseThrow();
    assertTrue(processes.isAlive(identity));

    child.destroyForcibly().waitFor();

    Awaitility.await().until(() -> !processes.isAlive(identity));
  }

  @Test
  void aProcessThatOnlyWaitsToBeReapedIsGone() throws Exception {
    Assumptions.assumeTrue(
        OperatingSystem.current() == OperatingSystem.LINUX, "needs Linux: reads /proc");
    // The shell becomes a program that never asks after its child.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.2 & echo $!; exec sleep 600").start();
    try (BufferedReader output = parent.inputReader(StandardCharsets.US_ASCII)) {
      long pid = Long.parseLong(String.valueOf(output.readLine()));

      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> processes.find(pid).isEmpty());
      assertTrue(ProcessHandle.of(pid).isPresent(), "it still waits to be reaped");
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void anotherUsersProcessIsNotFound() throws Exception {
    Assumptions.assumeTrue(
        OperatingSystem.current() == OperatingSystem.LINUX
            && "root".equals(System.getProperty("user.name")),
        "needs root: acts as another user");
    Process other =
        new ProcessBuilder(
                "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sleep", "600")
            .start();
    try {
      Awaitility.await().until(() -> processes.find(other.pid()).isEmpty());
      assertTrue(other.isAlive());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }
}
