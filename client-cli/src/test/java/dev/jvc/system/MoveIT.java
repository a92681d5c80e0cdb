package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A key that goes from the encrypted file into GNOME Keyring, and back. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class MoveIT {

  private static final String PASSWORD = "CANARY-keyring-5d02e1";
  private static final String FILE = "listen: { port: 0 }\nstore: file\n";
  private static final int KILLS = 8;
  private static final long SEED = Long.getLong("jvc.seed", 20261124L);

  private Machine machine;
  private Desktop desktop;

  @BeforeEach
  void storeAKeyInTheFile() throws Exception {
    machine = Machine.create();
    machine.jvcConfig(FILE);
    machine.awsConfig("[profile robot]\nregion = eu-west-2\n");
    desktop = Desktop.on(machine, PASSWORD);
    succeed(machine.add("robot", robot()));
  }

  @AfterEach
  void stop() throws Exception {
    desktop.close();
    machine.close();
  }

  private User robot() {
    return machine.aws().world().user("robot");
  }

  private static void succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
  }

  private Machine.Result move(String store) throws IOException, InterruptedException {
    return machine.run(passphrase(), "", command(store));
  }

  private static Map<String, String> passphrase() {
    return Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);
  }

  private static List<String> command(String store) {
    return Machine.jvcCommand("move", "robot", "--to", store);
  }

  private String inTheKeyring() throws IOException, InterruptedException {
    return machine
        .run(
            Map.of(),
            "",
            List.of("secret-tool", "lookup", "application", "jvc", "profile", "robot"))
        .out();
  }

  /** The profile's key is in this store, used from it, and in no other. */
  private void requireOnlyIn(String store, String when) throws Exception {
    assertTrue(machine.jvc("list").out().contains(" " + store + " "), when);
    Machine.Result login = machine.login("robot", "", "--force");
    assertEquals(0, login.exit(), when + login);
    boolean file = store.equals("file");
    String key = robot().key().id() + "\n" + robot().key().secret() + "\n";
    assertEquals(file ? "" : key, inTheKeyring(), when);
    if (!file) {
      machine.jvcConfig(FILE + "profiles: { robot: { store: file } }\n");
      await("the configuration is read").until(() -> machine.jvc("list").out().contains(" file "));
      Refused.with(
              7,
              "the key of robot is in the secret-service store, but jvc.yaml names the file store"
                  + " for it: move it, or correct jvc.yaml",
              "jvc move robot --to file")
          .check(machine.login("robot", "", "--force"));
      machine.jvcConfig(FILE);
      await("the configuration is read")
          .until(() -> machine.jvc("list").out().contains(" secret-service "));
    }
    assertFalse(machine.jvc("status").out().contains("may be in the"), when);
  }

  @Test
  void aKeyIsMovedThereAndBackWhileItsLoginGoesOn() throws Exception {
    succeed(machine.login("robot", ""));
    String session = machine.jvc("credentials", "robot").out();

    Machine.Result there = move("secret-service");

    assertEquals(
        "jvc: the key of robot was moved from the file store to the secret-service store\n",
        there.err());
    assertEquals(session, machine.jvc("credentials", "robot").out());
    requireOnlyIn("secret-service", "moved");
    assertEquals(
        "jvc: the key of robot is in the secret-service store already\n",
        move("secret-service").err());

    succeed(move("file"));
    requireOnlyIn("file", "moved back");
  }

  @Test
  void aLockedKeyringChangesNothing() throws Exception {
    desktop.lock();

    Machine.Result moved = move("secret-service");

    assertEquals(7, moved.exit(), moved.toString());
    assertTrue(moved.err().lines().allMatch(line -> line.matches("(jvc|hint): .*")), moved.err());
    desktop.unlock(PASSWORD);
    requireOnlyIn("file", "refused");
  }

  @Test
  void aProfileWhoseStoreIsConfiguredIsMovedAfterTheConfiguration() throws Exception {
    machine.jvcConfig(FILE + "profiles: { robot: { store: file } }\n");

    Refused.with(
            1,
            "jvc.yaml keeps the key of robot in the file store: write secret-service there, then"
                + " move it")
        .check(move("secret-service"));

    machine.jvcConfig(FILE + "profiles: { robot: { store: secret-service } }\n");
    succeed(move("secret-service"));
    machine.jvcConfig(FILE);
    requireOnlyIn("secret-service", "configured");
  }

  @Test
  void aStoreThatCannotBeUsedIsRefusedBeforeAnythingIsOpened() throws Exception {
    desktop.close();

    Machine.Result moved = machine.run(Map.of(), "", command("secret-service"));

    assertEquals(7, moved.exit(), moved.toString());
    assertTrue(
        moved.firstError().startsWith("jvc: the secret-service store cannot be used: "),
        moved.err());
    Refused.checkForm(moved);
    assertTrue(machine.jvc("list").out().contains(" file "));
  }

  @Test
  void aMoveThatIsKilledLosesNothingAndIsEndedByTheNext() throws Exception {
    Random random = new Random(SEED);
    long start = System.nanoTime();
    succeed(move("secret-service"));
    long longest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    succeed(move("file"));
    String target = "secret-service";
    for (int kill = 0; kill < KILLS; kill++) {
      // Most of the time goes by until the stores are opened.
      long moment = longest / 3 + random.nextLong(longest);
      String round =
          "seed %d, kill %d, %d ms after move to %s".formatted(SEED, kill, moment, target);
      Process running = start(command(target));
      if (!running.waitFor(moment, TimeUnit.MILLISECONDS)) {
        new ProcessBuilder("kill", "-9", "--", "-" + running.pid())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      }
      ProcessTable processes = new ProcessTable(machine);
      await(round)
          .atMost(Duration.ofSeconds(30))
          .until(() -> processes.vaults().isEmpty() && processes.clients().isEmpty());

      Machine.Result login = machine.login("robot", "", "--force");
      assertEquals(0, login.exit(), round + login);
      Machine.Result again = move(target);
      assertEquals(0, again.exit(), round + again);
      assertEquals(target.equals("file"), inTheKeyring().isEmpty(), round);
      assertFalse(machine.jvc("status").out().contains("may be in the"), round);
      target = target.equals("file") ? "secret-service" : "file";
    }
    succeed(move("secret-service"));
    requireOnlyIn("secret-service", "in the end, seed " + SEED);
  }

  /** In a process group of its own, so that client and vault process are killed at one stroke. */
  private Process start(List<String> task) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(task);
    return machine
        .builder(passphrase(), command)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
