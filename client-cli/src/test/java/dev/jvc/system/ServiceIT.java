package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** {@code systemd/jvcd.service} under a real user manager. */
@EnabledIf(value = "dev.jvc.system.UserManager#possible", disabledReason = UserManager.CONDITION)
final class ServiceIT {

  private Machine machine;
  private UserManager manager;
  private Path units;

  @BeforeEach
  void start() throws Exception {
    machine = Machine.create();
    units = Files.createDirectories(machine.home().resolve("config/systemd/user"));
    String unit =
        Files.readString(Machine.root().resolve("systemd/jvcd.service"))
            .replace("%h/.local/bin/", Machine.root().resolve("bin") + "/");
    Files.writeString(units.resolve("jvcd.service"), unit);
    manager = UserManager.start(machine);
  }

  @AfterEach
  void stop() throws Exception {
    manager.close();
    machine.close();
  }

  private static Machine.Result succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
    return result;
  }

  private void setting(String section, String line) throws Exception {
    Path folder = Files.createDirectories(units.resolve("jvcd.service.d"));
    Files.writeString(folder.resolve("test.conf"), "[" + section + "]\n" + line + "\n");
    succeed(manager.systemctl("daemon-reload"));
  }

  private void awaitUnit(String property, String value) {
    await(property + "=" + value)
        .atMost(Duration.ofSeconds(40))
        .until(() -> manager.unit(property), value::equals);
  }

  private void logIn() throws Exception {
    Map<String, String> key =
        Map.of(
            "AWS_ACCESS_KEY_ID", machine.aws().world().user("me").key().id(),
            "AWS_SECRET_ACCESS_KEY", machine.aws().world().user("me").key().secret(),
            "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);
    succeed(manager.run(key, "", Machine.jvcCommand("add", "personal", "--env")));
    succeed(
        manager.run(
            Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
            machine.aws().world().user("me").mfa().nextUnusedCode() + "\n",
            Machine.jvcCommand("login", "personal")));
  }

  @Test
  void itHasStartedWhenItServesAndHasStoppedWhenItIsGone() throws Exception {
    succeed(manager.systemctl("start", "jvcd"));

    assertEquals("running", manager.unit("SubState"));
    succeed(manager.jvc("daemon", "status"));
    assertTrue(manager.unit("StatusText").startsWith("serving credentials at http://127.0.0.1:"));
    assertTrue(manager.unit("StatusText").endsWith(", no login"));

    succeed(manager.systemctl("stop", "jvcd"));
    assertEquals("dead", manager.unit("SubState"));
    assertEquals("success", manager.unit("Result"));
    assertEquals(3, manager.jvc("daemon", "status").exit());
  }

  @Test
  void aLoginSurvivesAKilledServiceAndARestart() throws Exception {
    succeed(manager.systemctl("start", "jvcd"));
    logIn();
    succeed(manager.jvc("credentials", "personal"));
    int logins = machine.aws().calls("GetSessionToken");
    long before = manager.mainPid();

    succeed(manager.systemctl("kill", "--signal=KILL", "jvcd"));
    awaitUnit("NRestarts", "1");
    awaitUnit("SubState", "running");
    assertNotEquals(before, manager.mainPid());
    succeed(manager.jvc("credentials", "personal"));

    succeed(manager.systemctl("restart", "jvcd"));
    succeed(manager.jvc("credentials", "personal"));
    assertEquals(logins, machine.aws().calls("GetSessionToken"));
    assertTrue(manager.unit("StatusText").endsWith(", 1 login"), manager.unit("StatusText"));
  }

  @Test
  void aServiceThatHangsIsEndedAndStartedAgain() throws Exception {
    setting("Service", "WatchdogSec=3");
    succeed(manager.systemctl("start", "jvcd"));
    long before = manager.mainPid();
    String since = manager.unit("WatchdogTimestampMonotonic");
    await("its own checks feed the watchdog")
        .until(() -> !manager.unit("WatchdogTimestampMonotonic").equals(since));
    assertEquals("0", manager.unit("NRestarts"));

    succeed(manager.systemctl("kill", "--signal=STOP", "jvcd"));

    awaitUnit("NRestarts", "1");
    awaitUnit("SubState", "running");
    assertNotEquals(before, manager.mainPid());
    succeed(manager.jvc("daemon", "status"));
  }

  @Test
  void aReloadObeysAnEditAndFailsWithAWrongOne() throws Exception {
    succeed(manager.systemctl("start", "jvcd"));
    long pid = manager.mainPid();

    succeed(manager.systemctl("reload", "jvcd"));
    machine.jvcConfig("listen: { port: 0 }\nlogin: { duration: never }\n");
    assertNotEquals(0, manager.systemctl("reload", "jvcd").exit());

    assertEquals("running", manager.unit("SubState"));
    assertEquals(pid, manager.mainPid());
    machine.jvcConfig("listen: { port: 0 }\n");
    succeed(manager.systemctl("reload", "jvcd"));
  }

  @Test
  void aStopThatAClientAskedForIsNoFailure() throws Exception {
    succeed(manager.systemctl("start", "jvcd"));

    succeed(manager.jvc("daemon", "stop"));

    awaitUnit("SubState", "dead");
    assertEquals("success", manager.unit("Result"));
    assertEquals("0", manager.unit("NRestarts"));
  }

  @Test
  void aPortThatIsTakenIsSaidOnceAndNotTriedAgain() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      machine.jvcConfig("listen: { port: " + other.getLocalPort() + " }\n");

      assertNotEquals(0, manager.systemctl("start", "jvcd").exit());

      assertFailedForGood("3");
      await("the sentence is in the journal as an error")
          .until(() ->
              manager.journal().stream()
                  .anyMatch(line -> line.startsWith("3 error: cannot listen on 127.0.0.1:")));
    }
    succeed(manager.systemctl("start", "jvcd"));
  }

  @Test
  void aWrongConfigurationIsNotTriedAgain() throws Exception {
    machine.jvcConfig("listne: 1\n");

    assertNotEquals(0, manager.systemctl("start", "jvcd").exit());

    assertFailedForGood("2");
  }

  @Test
  void aSecondDaemonIsNotTriedAgain() throws Exception {
    Process other = machine.startDaemon(Map.of());
    await("the other daemon").until(() -> machine.jvc("daemon", "status").exit() == 0);

    assertNotEquals(0, manager.systemctl("start", "jvcd").exit());

    assertFailedForGood("4");
    succeed(machine.jvc("daemon", "stop"));
    assertEquals(0, other.waitFor());
  }

  private void assertFailedForGood(String status) throws IOException, InterruptedException {
    Map<String, String> unit = manager.unit();
    assertEquals("failed", unit.get("SubState"));
    assertEquals("exit-code", unit.get("Result"));
    assertEquals(status, unit.get("ExecMainStatus"));
    assertEquals("0", unit.get("NRestarts"));
  }

  @Test
  void whatFailsAgainAndAgainIsGivenUp() throws Exception {
    Files.createDirectories(machine.home().resolve("state"));
    Files.writeString(machine.home().resolve("state/jvc"), "not a folder");
    setting("Service", "RestartSec=100ms");

    assertNotEquals(0, manager.systemctl("start", "jvcd").exit());

    awaitUnit("Result", "exit-code");
    awaitUnit("SubState", "failed");
    assertEquals("5", manager.unit("NRestarts"));
    assertEquals("1", manager.unit("ExecMainStatus"));
    Files.delete(machine.home().resolve("state/jvc"));
  }

  @Test
  void itsProtectionsHoldAndNoneIsMissing() throws Exception {
    succeed(manager.systemctl("start", "jvcd"));

    String process = succeed(manager.run("cat", "/proc/" + manager.mainPid() + "/status")).out();

    assertTrue(process.contains("NoNewPrivs:\t1\n"), process);
    assertTrue(process.contains("Seccomp:\t2\n"), process);
    String status = succeed(manager.jvc("status", "--json")).out();
    assertTrue(status.replace(" ", "").contains("\"degraded\":[]"), status);
    assertEquals("0", manager.unit("LimitCORE"));
    assertEquals("0", manager.unit("MemorySwapMax"));
  }

  @Test
  void theUnitIsWellFormedAndNoMoreExposedThanIsSaid() throws Exception {
    String unit = units.resolve("jvcd.service").toString();

    Machine.Result verified = manager.run("systemd-analyze", "--user", "--man=no", "verify", unit);
    assertEquals("", succeed(verified).err());

    // Ten times the figure that docs/guide/service.md explains.
    succeed(
        manager.run(
            "systemd-analyze", "--user", "--offline=yes", "--threshold=65", "security", unit));
    assertNotEquals(
        0,
        manager
            .run("systemd-analyze", "--user", "--offline=yes", "--threshold=60", "security", unit)
            .exit());
  }

  @Test
  void theUnitNamesEveryExitCodeThatStartingAgainDoesNotMend() throws Exception {
    List<String> unit = Files.readAllLines(units.resolve("jvcd.service"));

    assertTrue(unit.contains("RestartPreventExitStatus=2 3 4"), unit.toString());
  }
}
