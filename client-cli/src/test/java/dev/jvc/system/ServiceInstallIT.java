package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** {@code jvc daemon install} and {@code uninstall} under a real user manager. */
@EnabledIf(value = "dev.jvc.system.UserManager#possible", disabledReason = UserManager.CONDITION)
final class ServiceInstallIT {

  private static final String INSTALLED =
      "jvc: installed the service: the daemon runs, and starts with your session\n";
  private static final String REMOVED =
      "jvc: removed the service: jvc starts the daemon when it needs it\n";

  private Machine machine;
  private UserManager manager;
  private Path unit;

  @BeforeEach
  void start() throws Exception {
    machine = Machine.create();
    unit = machine.home().resolve("config/systemd/user/jvcd.service");
    manager = UserManager.startKnowingNothing(machine);
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

  private void addAndLogIn() throws IOException, InterruptedException {
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
  void theServiceTakesOverFromTheDaemonThatJvcHasStartedWithItsLogins() throws Exception {
    addAndLogIn();
    assertEquals("", manager.unit("MainPID").replace("0", ""));

    Machine.Result installed = succeed(manager.jvc("daemon", "install"));

    assertEquals(
        """
        jvc: the service keeps these variables of this shell: AWS_ENDPOINT_URL_STS, XDG_CONFIG_HOME, \
        XDG_DATA_HOME, XDG_STATE_HOME
        """
            + INSTALLED,
        installed.err());
    assertEquals("running", manager.unit("SubState"));
    assertEquals("enabled", manager.unit("UnitFileState"));
    // It finds the logins of the daemon before, and AWS, by what the shell knew.
    succeed(manager.jvc("credentials", "personal"));
    succeed(manager.jvc("whoami", "personal"));
  }

  @Test
  void installingTwiceChangesNothing() throws Exception {
    succeed(manager.jvc("daemon", "install"));
    long pid = manager.mainPid();
    String text = Files.readString(unit);

    Machine.Result again = succeed(manager.jvc("daemon", "install"));

    assertEquals("jvc: the service is installed already and runs\n", again.err());
    assertEquals(pid, manager.mainPid());
    assertEquals(text, Files.readString(unit));
  }

  @Test
  void aChangedUnitIsKeptUntilItIsForced() throws Exception {
    succeed(manager.jvc("daemon", "install"));
    String original = Files.readString(unit);
    Files.writeString(unit, original.replace("RestartSec=1", "RestartSec=7"));

    String sentence = "jvc: kept " + unit + ", which was changed: ";
    Machine.Result kept = succeed(manager.jvc("daemon", "install"));
    assertEquals(sentence + "jvc daemon install --force replaces it", kept.firstError());
    assertTrue(Files.readString(unit).contains("RestartSec=7"));

    Machine.Result forced = succeed(manager.jvc("daemon", "install", "--force"));
    assertFalse(forced.err().contains("kept"), forced.err());
    assertEquals(original, Files.readString(unit));
    assertTrue(Files.readString(unit.resolveSibling("jvcd.service.old")).contains("RestartSec=7"));

    Files.writeString(unit, original + "# mine\n");
    Machine.Result left = succeed(manager.jvc("daemon", "uninstall"));
    assertEquals(sentence + "jvc daemon uninstall --force removes it", left.firstError());
    assertTrue(Files.exists(unit));
  }

  @Test
  void uninstallingTakesEverythingBackButTheLogin() throws Exception {
    succeed(manager.jvc("daemon", "install"));
    addAndLogIn();

    assertEquals(REMOVED, succeed(manager.jvc("daemon", "uninstall")).err());

    assertFalse(Files.exists(unit));
    assertFalse(Files.exists(unit.resolveSibling("jvcd.service.d/jvc.conf")));
    assertFalse(Files.exists(unit.resolveSibling("default.target.wants/jvcd.service")));
    assertEquals("not-found", manager.unit("LoadState"));
    assertEquals(3, manager.jvc("daemon", "status").exit());
    assertEquals(
        "jvc: the service is not installed\n", succeed(manager.jvc("daemon", "uninstall")).err());
    succeed(manager.jvc("credentials", "personal"));
  }

  @Test
  void jvcStartsTheServiceWhereThereIsOne() throws Exception {
    succeed(manager.jvc("daemon", "install"));
    succeed(manager.jvc("daemon", "stop"));
    assertEquals("0", manager.unit("MainPID"));

    succeed(manager.jvc("list"));

    assertEquals("running", manager.unit("SubState"));
    succeed(manager.jvc("daemon", "stop"));
    // What the service manager cannot start, jvc starts itself.
    Files.writeString(unit, "[Service]\nExecStart=/nonexistent\n");
    succeed(manager.systemctl("daemon-reload"));
    succeed(manager.jvc("list"));
    assertEquals("0", manager.unit("MainPID"));
    succeed(manager.jvc("daemon", "stop"));
  }

  @Test
  void aServiceThatDoesNotStartIsAFailureThatNamesTheJournal() throws Exception {
    machine.jvcConfig("listne: 1\n");

    Refused.with(
            1,
            "the service is installed and does not start: its journal says why",
            "journalctl --user -u jvcd -n 20")
        .check(withoutVariables(manager.jvc("daemon", "install")));

    machine.jvcConfig("listen: { port: 0 }\n");
    succeed(manager.jvc("daemon", "install"));
    assertEquals("running", manager.unit("SubState"));
  }

  private static Machine.Result withoutVariables(Machine.Result result) {
    return new Machine.Result(
        result.exit(),
        result.out(),
        result.err().replaceFirst("jvc: the service keeps these variables.*\n", ""));
  }

  @Test
  void whereNobodyListensItIsSaidAndNothingIsWritten() throws Exception {
    machine.environment().put("XDG_RUNTIME_DIR", machine.home().resolve("elsewhere").toString());

    Machine.Result refused = machine.jvc("daemon", "install");

    assertEquals(1, refused.exit());
    assertEquals(
        "jvc: no service manager of yours can be reached: run this in a session of your own, or do without,"
            + " as jvc starts the daemon when it needs it",
        refused.firstError());
    assertFalse(Files.exists(unit));
    machine.environment().put("XDG_RUNTIME_DIR", machine.home().resolve("run").toString());
  }
}
