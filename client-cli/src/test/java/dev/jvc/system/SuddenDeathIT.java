package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Killing any process at any moment of an {@code add} or a {@code login} loses nothing and blocks
 * nothing.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@Timeout(1800)
final class SuddenDeathIT {

  private static final int KILLS = 200;

  /** Machines that are tortured at the same time. */
  private static final int MACHINES = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long SEED = Long.getLong("jvc.seed", 20261124L);

  /** What is killed while a task runs. */
  private enum Victim {
    /** Client and vault process at one stroke, as by closing the terminal. */
    TASK,
    CLIENT,
    VAULT,
    DAEMON,
    /** As by a power cut. */
    EVERYTHING;

    /** Half of the time the task as a whole. */
    static Victim any(Random random) {
      return random.nextBoolean() ? TASK : values()[random.nextInt(values().length)];
    }
  }

  @Test
  void whateverIsKilledTheNextCommandWorks() throws Exception {
    List<Future<Map<Victim, Integer>>> machines = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(MACHINES)) {
      for (int i = 0; i < MACHINES; i++) {
        Random random = new Random(SEED + i);
        machines.add(threads.submit(() -> torture(random)));
      }
    }
    Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    for (Future<Map<Victim, Integer>> machine : machines) {
      machine.get().forEach((victim, times) -> killed.merge(victim, times, Integer::sum));
    }
    for (Victim victim : Victim.values()) {
      assertTrue(killed.getOrDefault(victim, 0) > 3, "hardly ever killed, seed " + SEED + killed);
    }
  }

  /** Returns how often which process was found alive, and killed. */
  private static Map<Victim, Integer> torture(Random random) throws Exception {
    Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    try (Machine machine = Machine.create()) {
      machine.awsConfig(
          "[profile robot]\nregion = eu-west-2\n[profile other]\nregion = eu-west-2\n");
      ProcessTable processes = new ProcessTable(machine);
      succeed("at first", run(machine, addition("other")));
      succeed("at first", run(machine, login("other")));
      long start = System.nanoTime();
      succeed("at first", run(machine, addition("robot")));
      // Longer than either task takes, so that some are killed at the very end and some just after.
      long longest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) * 6 / 5;
      List<Path> healthy = files(machine);
      for (int kill = 0; kill < KILLS / MACHINES; kill++) {
        List<String> task = random.nextBoolean() ? login("robot") : addition("robot");
        Victim victim = Victim.any(random);
        long moment = random.nextLong(longest);
        String round =
            "seed %d, kill %d: %s, %d ms after %s".formatted(SEED, kill, victim, moment, task);
        if (random.nextInt(16) == 0) {
          kill(processes.daemons());
        }
        Process running = start(machine, task);
        running.waitFor(moment, TimeUnit.MILLISECONDS);
        boolean hit = kill(victim, running, processes);
        if (hit) {
          killed.merge(victim, 1, Integer::sum);
        }
        if (!hit || victim == Victim.VAULT || victim == Victim.DAEMON) {
          // The person's client lives, and says what has happened.
          assertTrue(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), round);
        }

        if (random.nextBoolean() && kill + 1 < KILLS / MACHINES) {
          // Some damage would only be done by the second of two.
          continue;
        }
        // Both need an undamaged store, and the login a ticket.
        succeed(round, run(machine, random.nextInt(4) > 0 ? login("robot") : addition("robot")));
        assertTrue(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), round);
        await(round)
            .atMost(PATIENCE)
            .until(() -> processes.vaults().isEmpty() && processes.clients().isEmpty());
        assertEquals(healthy, withoutLeftovers(files(machine)), round);
      }
      succeed("in the end", run(machine, addition("robot")));
      assertEquals(healthy, files(machine), "in the end");
      succeed("in the end", run(machine, login("robot")));
      succeed("in the end", run(machine, login("other")));
      Machine.Result list = machine.jvc("list");
      succeed("in the end", list);
      assertTrue(list.out().contains("robot") && list.out().contains("other"), list.toString());
    }
    return killed;
  }

  private static boolean kill(Victim victim, Process task, ProcessTable processes)
      throws IOException, InterruptedException {
    return switch (victim) {
      case TASK -> killGroup(task);
      case CLIENT -> kill(processes.clients());
      case VAULT -> kill(processes.vaults());
      case DAEMON -> kill(processes.daemons());
      case EVERYTHING -> {
        boolean hit = killGroup(task);
        kill(processes.all());
        yield hit;
      }
    };
  }

  /** False when the task has ended, or has not yet a group of its own. */
  private static boolean killGroup(Process leader) throws IOException, InterruptedException {
    return leader.isAlive()
        && new ProcessBuilder("kill", "-9", "--", "-" + leader.pid())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  private static boolean kill(List<ProcessHandle> processes) {
    boolean any = false;
    for (ProcessHandle process : processes) {
      any |= process.destroyForcibly();
    }
    processes.forEach(process -> process.onExit().join());
    return any;
  }

  private static void succeed(String when, Machine.Result result) {
    assertEquals(0, result.exit(), when + ": " + result);
  }

  private static List<String> login(String profile) {
    return Machine.jvcCommand("login", profile, "--force");
  }

  private static List<String> addition(String profile) {
    return Machine.jvcCommand("add", profile, "--env");
  }

  private static Map<String, String> secrets(Machine machine) {
    User robot = machine.aws().world().user("robot");
    return Map.of(
        "AWS_ACCESS_KEY_ID", robot.key().id(),
        "AWS_SECRET_ACCESS_KEY", robot.key().secret(),
        "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);
  }

  private static Machine.Result run(Machine machine, List<String> command)
      throws IOException, InterruptedException {
    return machine.run(secrets(machine), "", command);
  }

  /**
   * Starts a task in a process group of its own, so that client and vault process can be killed at
   * one stroke.
   */
  private static Process start(Machine machine, List<String> task) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(task);
    return machine
        .builder(secrets(machine), command)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** A writer that was killed leaves its unfinished file to the next writer. */
  private static List<Path> withoutLeftovers(List<Path> files) {
    return files.stream()
        .filter(file -> !file.getFileName().toString().matches("\\.keys\\.(jvc|json)\\..*\\.tmp"))
        .toList();
  }

  /** Every file that the programs have on the machine, whatever it is called. */
  private static List<Path> files(Machine machine) throws IOException {
    TreeSet<Path> all = new TreeSet<>();
    for (String folder : List.of("data", "state", "run", "config", ".aws")) {
      try (Stream<Path> files = Files.walk(machine.home().resolve(folder))) {
        files.forEach(all::add);
      }
    }
    return List.copyOf(all);
  }
}
