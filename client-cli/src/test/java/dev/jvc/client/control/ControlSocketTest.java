package dev.jvc.client.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ControlSocketTest {

  @TempDir private Path runtime;

  @Test
  void liesInTheRuntimeFolder() throws Failure {
    assertEquals(
        Path.of("/run/user/1000/jvc/control.sock"),
        ControlSocket.of(Map.of("XDG_RUNTIME_DIR", "/run/user/1000", "HOME", "/home/me")).path());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void liesInTheStateFolderWithoutARuntimeFolder() throws Failure {
    assertEquals(
        Path.of("/home/me/.local/state/jvc/run/control.sock"),
        ControlSocket.of(Map.of("XDG_RUNTIME_DIR", "", "HOME", "/home/me", "TMPDIR", "/tmp"))
            .path());
    assertEquals(
        Path.of("/state/jvc/run/control.sock"),
        ControlSocket.of(Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/me")).path());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void ignoresARelativeFolder() throws Failure {
    assertEquals(
        Path.of("/home/me/.local/state/jvc/run/control.sock"),
        ControlSocket.of(
                Map.of("XDG_RUNTIME_DIR", "run", "XDG_STATE_HOME", "s", "HOME", "/home/me"))
            .path());
  }

  @Test
  void needsAHome() {
    Failure failure = assertThrows(Failure.class, () -> ControlSocket.stateFolder(Map.of()));

    assertEquals("HOME is not set: set it to your home folder", failure.sentence());
  }

  @Test
  void hasAPathThatFitsIntoASocketAddress() {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", "/" + "x".repeat(90));

    Failure failure = assertThrows(Failure.class, () -> ControlSocket.of(environment));

    assertEquals(
        "the control socket's path is longer than 103 characters: set XDG_RUNTIME_DIR to a shorter"
            + " folder",
        failure.sentence());
  }

  @Test
  void isReadyWhenADaemonOfThisUserListens() throws Exception {
    ScriptedJvcd daemon = ScriptedJvcd.start(runtime);
    assertTrue(socket().ready());

    daemon.close();
    assertFalse(socket().ready());
  }

  @Test
  void isNotReadyWithoutAFolder() throws Failure {
    assertFalse(socket().ready());
  }

  @Test
  void isRefusedInAFolderThatOthersCanEnter() throws Exception {
    try (ScriptedJvcd daemon = ScriptedJvcd.start(runtime)) {
      daemon.answer("GET /a", "{}");
      Path folder = runtime.resolve("jvc");
      for (String open : new String[] {"rwx-----x", "rwxr-x---", "rwx---r--", "rwxrwxrwx"}) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(open));

        Failure failure = assertThrows(Failure.class, () -> socket().ready(), open);

        assertEquals(
            folder + " is open to other users: run chmod 700 " + folder, failure.sentence());
        assertEquals(ExitCode.REFUSED_BY_POLICY, failure.exitCode());
      }
      assertEquals(0, daemon.requests().size(), "something was sent");
    }
  }

  @Test
  void isRefusedBehindALink() throws Exception {
    Path elsewhere = Files.createDirectory(runtime.resolve("elsewhere"));
    try (ScriptedJvcd daemon = ScriptedJvcd.start(elsewhere)) {
      Files.createSymbolicLink(runtime.resolve("jvc"), elsewhere.resolve("jvc"));

      Failure failure = assertThrows(Failure.class, () -> socket().ready());

      assertTrue(failure.sentence().endsWith("is not a folder of yours: move it away"));
      assertEquals(0, daemon.requests().size());
    }
  }

  @Test
  void isRefusedWhenSomethingElseStandsInItsPlace() throws Exception {
    privateFolder();
    Files.createFile(runtime.resolve("jvc/control.sock"));

    Failure failure = assertThrows(Failure.class, () -> socket().ready());

    assertTrue(failure.sentence().endsWith("is not a socket of yours: move it away"));
  }

  @Test
  void isRefusedInAFile() throws Exception {
    Files.createFile(runtime.resolve("jvc"));

    assertThrows(Failure.class, () -> socket().ready());
  }

  @Test
  @EnabledIfSystemProperty(
      named = "user.name",
      matches = "root",
      disabledReason = "needs root: acts as another user")
  void isRefusedWhenItBelongsToSomebodyElse() throws Exception {
    Path folder = privateFolder();
    Files.setAttribute(folder, "unix:uid", 65534);
    assertThrows(Failure.class, () -> socket().ready());

    Files.setAttribute(folder, "unix:uid", 0);
    try (ScriptedJvcd daemon = ScriptedJvcd.start(runtime)) {
      Files.setAttribute(folder.resolve("control.sock"), "unix:uid", 65534);

      Failure failure = assertThrows(Failure.class, () -> socket().ready());

      assertTrue(failure.sentence().endsWith("is not a socket of yours: move it away"));
      assertEquals(0, daemon.requests().size());
    }
  }

  private Path privateFolder() throws IOException {
    return Files.createDirectory(
        runtime.resolve("jvc"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private ControlSocket socket() throws Failure {
    return ControlSocket.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
  }
}
