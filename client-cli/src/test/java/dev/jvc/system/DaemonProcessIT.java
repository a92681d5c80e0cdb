package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the running daemon looks like from outside: to other users, to debuggers, and when it ends.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class DaemonProcessIT {

  private final Machine machine;
  private final Process daemon;

  DaemonProcessIT() throws IOException {
    machine = Machine.create();
    daemon =
        machine.startDaemon(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Dnoise=1",
                "JDK_JAVA_OPTIONS", "-Dnoise=2",
                "LD_PRELOAD", "/nonexistent.so",
                "AWS_SECRET_ACCESS_KEY", "CANARY_ENVIRONMENT"));
  }

  @BeforeEach
  void awaitDaemon() {
    await().until(() -> Files.exists(machine.controlSocket()) && machine.jvc("status").exit() == 0);
  }

  @AfterEach
  void stop() throws Exception {
    daemon.destroyForcibly().waitFor();
    machine.close();
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(daemon.pid()), file);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void itLeavesNoCoreAndNoFileForDebuggers() throws Exception {
    String core =
        Files.readAllLines(proc("limits")).stream()
            .filter(line -> line.startsWith("Max core file size"))
            .findFirst()
            .orElseThrow();

    assertTrue(core.matches("Max core file size +0 +0 +bytes *"), core);
    try (Stream<Path> temporary = Files.list(Path.of("/tmp"))) {
      assertFalse(
          temporary
              .filter(path -> path.getFileName().toString().startsWith("hsperfdata_"))
              .map(path -> path.resolve(Long.toString(daemon.pid())))
              .anyMatch(Files::exists));
    }
  }

  @Test
  void whatOthersMeantForTheirJavaIsNotInIt() throws Exception {
    String environment =
        new String(Files.readAllBytes(proc("environ")), StandardCharsets.ISO_8859_1);
    String arguments = new String(Files.readAllBytes(proc("cmdline")), StandardCharsets.ISO_8859_1);

    for (String name : new String[] {"JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "LD_PRELOAD="}) {
      assertFalse(environment.contains(name), name);
    }
    assertFalse(arguments.contains("CANARY_ENVIRONMENT"));
    assertFalse(Files.readString(machine.daemonLog()).contains("Picked up"));
  }

  @Test
  void itListensOnLoopbackOnly() throws Exception {
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      for (String line : Files.readAllLines(proc(table))) {
        String[] fields = line.strip().split(" +", -1);
        if (fields.length > 9 && fields[3].equals("0A") && isOurs(fields[9])) {
          assertTrue(
              fields[1].startsWith("0100007F:")
                  || fields[1].startsWith("0000000000000000FFFF00000100007F:"),
              line);
        }
      }
    }
  }

  private boolean isOurs(String inode) throws IOException {
    try (Stream<Path> descriptors = Files.list(proc("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.exists(descriptor, java.nio.file.LinkOption.NOFOLLOW_LINKS)
            && Files.readSymbolicLink(descriptor).toString().equals("socket:[" + inode + "]")) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void itsSocketAndFoldersAreClosedToOthers() throws Exception {
    assertEquals("rw-------", mode(machine.controlSocket()));
    assertEquals("rwx------", mode(machine.home().resolve("run/jvc")));
    assertEquals("rwx------", mode(machine.home().resolve("state/jvc")));
  }

  @Test
  void aTerminationSignalEndsItInOrder() throws Exception {
    daemon.destroy();

    assertTrue(daemon.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, daemon.exitValue());
    assertFalse(Files.exists(machine.controlSocket()));
    assertEquals(3, machine.jvc("status").exit());
  }

  @Test
  void whenItsSocketIsReplacedItGivesWay() throws Exception {
    Files.move(machine.controlSocket(), machine.controlSocket().resolveSibling("moved"));
    Files.writeString(machine.controlSocket(), "somebody else's");

    assertTrue(daemon.waitFor(40, TimeUnit.SECONDS));
    assertEquals(6, daemon.exitValue());
    assertEquals("somebody else's", Files.readString(machine.controlSocket()));
    Files.delete(machine.controlSocket());
  }
}
