package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Killing any process at any moment of an {@code add} or a {@code login} loses nothing and blocks
 * nothing.
 */
final class SuddenDeathIT {

  private static final int KILLS = 200;

  /** Longer than either task takes, so that some are killed at the very end and some just after. */
  private static final int LONGEST_MILLIS = 1200;

  @Test
  void whateverIsKilledTheNextCommandWorks() throws Exception {
    long seed = Long.getLong("jvc.seed", 20261124L);
    Random random = new Random(seed);
    try (Machine machine = Machine.create()) {
      machine.awsConfig("[profile robot]\nregion = eu-west-2\n");
      assertEquals(0, add(machine).exit());
      for (int kill = 0; kill < KILLS; kill++) {
        String round = "kill " + kill + " of seed " + seed;
        boolean login = random.nextBoolean();
        Process task = start(machine, login);
        boolean ended = task.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
        if (random.nextInt(3) == 0) {
          killDaemon(machine);
        }
        if (!ended) {
          killGroup(task.pid());
        }
        task.waitFor();

        Machine.Result after = add(machine);
        assertEquals(0, after.exit(), round + ": " + after);
        Machine.Result listed = machine.jvc("list");
        assertEquals(0, listed.exit(), round + ": " + listed);
        assertTrue(listed.out().contains("robot"), round + ": " + listed);
        assertEquals(
            List.of(),
            leftOvers(java.util.Objects.requireNonNull(machine.keyFile().getParent())),
            round);
      }
      Machine.Result login = login(machine);
      assertEquals(0, login.exit(), login.toString());
    }
  }

  private static Map<String, String> secrets(Machine machine) {
    User robot = machine.aws().world().user("robot");
    return Map.of(
        "AWS_ACCESS_KEY_ID", robot.key().id(),
        "AWS_SECRET_ACCESS_KEY", robot.key().secret(),
        "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);
  }

  private static Machine.Result add(Machine machine) throws IOException, InterruptedException {
    return machine.run(
        secrets(machine), "", Machine.jvcCommand("add", "robot", "--env", "--no-verify"));
  }

  private static Machine.Result login(Machine machine) throws IOException, InterruptedException {
    return machine.run(
        Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
        "",
        Machine.jvcCommand("login", "robot", "--force"));
  }

  /**
   * A task in a process group of its own, so that client and vault process can be killed at one
   * stroke.
   */
  private static Process start(Machine machine, boolean login) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(
        login
            ? Machine.jvcCommand("login", "robot", "--force")
            : Machine.jvcCommand("add", "robot", "--env"));
    return machine
        .builder(secrets(machine), command)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void killGroup(long leader) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", "--", "-" + leader).start().waitFor();
  }

  private static void killDaemon(Machine machine) throws InterruptedException {
    String folder = machine.home().toString();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      if (isDaemonOf(process, folder)) {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
  }

  private static boolean isDaemonOf(ProcessHandle process, String folder) {
    String command = process.info().commandLine().orElse("");
    return command.contains("dev.jvc.daemon.Main")
        && !command.contains(" vault ")
        && command.contains(folder);
  }

  private static List<Path> leftOvers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}
