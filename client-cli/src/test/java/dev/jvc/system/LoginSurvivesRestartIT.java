package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A login outlives the daemon that it was made with, but neither a reboot nor a logout. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class LoginSurvivesRestartIT {

  private static final Refused NEEDED =
      Refused.with(4, "profile base needs a login: run jvc login base", "jvc login base");

  /**
   * Starts a program under a filter that refuses {@code add_key} and {@code keyctl}, as container
   * runtimes do (seccomp(2)).
   */
  private static final String WITHOUT_KEYRINGS =
      """
      import ctypes, os, platform, struct, sys
      calls = {'x86_64': (248, 250), 'aarch64': (217, 219)}[platform.machine()]
      code = [(0x20, 0, 0, 0)]
      code += [(0x15, 0, 1, calls[0]), (0x06, 0, 0, 0x00050001)]
      code += [(0x15, 0, 1, calls[1]), (0x06, 0, 0, 0x00050001)]
      code += [(0x06, 0, 0, 0x7fff0000)]
      program = ctypes.create_string_buffer(b''.join(struct.pack('HBBI', *line) for line in code))
      class Filter(ctypes.Structure):
          _fields_ = [('length', ctypes.c_ushort), ('code', ctypes.c_void_p)]
      filter = Filter(len(code), ctypes.addressof(program))
      libc = ctypes.CDLL(None, use_errno=True)
      assert libc.prctl(38, 1, 0, 0, 0) == 0
      assert libc.prctl(22, 2, ctypes.byref(filter), 0, 0) == 0
      os.execv(sys.argv[1], sys.argv[1:])
      """;

  private Machine machine;
  private SealKeys keys;

  @BeforeEach
  void logIn() throws Exception {
    machine = Machine.create();
    keys = new SealKeys(machine);
    machine.awsConfig(
        """
        [profile base]
        region = eu-west-2
        [profile cold]
        region = eu-west-2
        source_profile = base
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        """);
    succeed(machine.add("base", machine.aws().world().user("robot")));
  }

  @AfterEach
  void stop() throws Exception {
    machine.close();
  }

  private static void succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
  }

  private void login() throws Exception {
    succeed(machine.login("base", ""));
  }

  private void restart() throws Exception {
    succeed(machine.jvc("daemon", "stop"));
    succeed(machine.jvc("daemon", "start"));
  }

  @Test
  void aRestartCostsNoLogin() throws Exception {
    login();
    String before = machine.jvc("credentials", "base").out();
    int logins = machine.aws().calls("GetSessionToken");

    restart();

    Machine.Result after = machine.jvc("credentials", "base");
    succeed(after);
    assertEquals(before, after.out());
    succeed(machine.jvc("credentials", "cold"));
    assertTrue(machine.jvc("login", "base").err().contains("already logged in"));
    assertEquals(logins, machine.aws().calls("GetSessionToken"));
    assertEquals(1, keys.all().size());
  }

  @Test
  void aDaemonThatWasKilledIsNoDifferent() throws Exception {
    login();
    ProcessHandle daemon = machine.daemon();
    assertTrue(daemon.destroyForcibly());
    daemon.onExit().join();

    succeed(machine.jvc("credentials", "cold"));

    assertNotEquals(daemon.pid(), machine.daemon().pid());
  }

  @Test
  void theFileIsClosedAndShowsNothingOfTheSession() throws Exception {
    login();
    String document = machine.jvc("credentials", "base").out();

    byte[] bytes = Files.readAllBytes(SealKeys.file(machine));

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(SealKeys.file(machine))));
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String member : List.of("AccessKeyId", "SecretAccessKey", "SessionToken")) {
      Matcher value = Pattern.compile("\"" + member + "\":\"([^\"]+)\"").matcher(document);
      assertTrue(value.find(), "no " + member);
      assertFalse(content.contains(value.group(1)), member + " can be read");
      assertFalse(content.contains(value.group(1).substring(0, 12)), member + " begins to show");
    }
    assertFalse(content.contains("robot"), "whose session it is can be read");
  }

  @Test
  void afterARebootALoginIsNeeded() throws Exception {
    login();
    succeed(machine.jvc("daemon", "stop"));
    keys.removeAll();

    succeed(machine.jvc("daemon", "start"));

    NEEDED.check(machine.jvc("credentials", "base"));
    assertFalse(Files.exists(SealKeys.file(machine)), "a file that nobody can open is left");
    login();
    restart();
    succeed(machine.jvc("credentials", "base"));
  }

  @Test
  void aLogoutAndALockHoldOnToo() throws Exception {
    login();
    succeed(machine.jvc("logout", "base"));
    assertNothingKept();
    restart();
    NEEDED.check(machine.jvc("credentials", "base"));

    login();
    succeed(machine.jvc("lock"));
    assertNothingKept();
    restart();
    NEEDED.check(machine.jvc("credentials", "base"));
  }

  @Test
  void aLogoutWhileNoDaemonRunsIsObeyed() throws Exception {
    login();
    succeed(machine.jvc("daemon", "stop"));

    succeed(machine.jvc("logout", "base"));

    assertNothingKept();
    NEEDED.check(machine.jvc("credentials", "base"));
  }

  @Test
  void aKeyThatWasReplacedOrRemovedEndsTheLoginForGood() throws Exception {
    login();
    succeed(machine.add("base", machine.aws().world().user("robot")));
    assertNothingKept();
    login();
    succeed(
        machine.run(
            Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
            "",
            Machine.jvcCommand("remove", "base", "--yes")));
    assertNothingKept();
    restart();

    assertEquals(4, machine.jvc("credentials", "base").exit());
  }

  @Test
  void aDamagedFileIsDroppedAndALoginNeeded() throws Exception {
    login();
    succeed(machine.jvc("daemon", "stop"));
    byte[] bytes = Files.readAllBytes(SealKeys.file(machine));
    bytes[bytes.length / 2] ^= 1;
    Files.write(SealKeys.file(machine), bytes);

    succeed(machine.jvc("daemon", "start"));

    NEEDED.check(machine.jvc("credentials", "base"));
    assertNothingKept();
    assertTrue(
        Files.readString(machine.daemonLog())
            .contains("jvcd: the logins of the daemon before are dropped: they are damaged\n"));
  }

  @Test
  void switchedOffNothingIsKept() throws Exception {
    login();
    machine.jvcConfig("listen: { port: 0 }\nlogin: { survive-restart: false }\n");

    await("the edit is obeyed").until(() -> !Files.exists(SealKeys.file(machine)));
    assertNothingKept();
    succeed(machine.jvc("credentials", "base"));
    assertFalse(machine.jvc("status").out().contains("logins end with the daemon"));
    restart();

    NEEDED.check(machine.jvc("credentials", "base"));
    login();
    assertNothingKept();
  }

  @Test
  void switchedOffWhileNoDaemonRunsNothingIsLeft() throws Exception {
    login();
    succeed(machine.jvc("daemon", "stop"));
    machine.jvcConfig("listen: { port: 0 }\nlogin: { survive-restart: false }\n");

    succeed(machine.jvc("daemon", "start"));

    assertNothingKept();
    NEEDED.check(machine.jvc("credentials", "base"));
  }

  @Test
  void withoutAKeyringEverythingElseWorksAndStatusSaysSo() throws Exception {
    succeed(machine.jvc("daemon", "stop"));
    Process daemon =
        machine
            .builder(
                Map.of(),
                List.of(
                    "python3",
                    "-c",
                    WITHOUT_KEYRINGS,
                    Machine.root().resolve("bin/jvcd").toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(machine.daemonLog().toFile()))
            .start();
    await("the daemon serves").until(() -> machine.jvc("status").exit() == 0);
    String sentence =
        "logins end with the daemon, because they cannot be kept: operation not permitted";
    assertTrue(machine.jvc("status").out().contains(sentence));

    login();
    succeed(machine.jvc("credentials", "base"));
    assertNothingKept();
    assertTrue(machine.jvc("status").out().contains(sentence));
    succeed(machine.jvc("daemon", "stop"));
    assertEquals(0, daemon.waitFor());

    NEEDED.check(machine.jvc("credentials", "base"));
    assertFalse(machine.jvc("status").out().contains("logins end with the daemon"));
  }

  private void assertNothingKept() throws IOException, InterruptedException {
    assertFalse(Files.exists(SealKeys.file(machine)), "a file is left");
    assertEquals(List.of(), keys.all(), "a key is left");
  }
}
