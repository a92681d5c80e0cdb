package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The base key and the passphrase are nowhere in the daemon's memory, at no time. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@EnabledIfSystemProperty(
    named = "user.name",
    matches = "root",
    disabledReason = "needs root: acts as another user")
final class DaemonMemoryIT {

  private static final String PASSPHRASE = "CANARY-passphrase-4f1d9c2e7b";

  /** Where the key is kept, and the passphrase goes. */
  enum Kept {
    FILE {
      @Override
      AutoCloseable prepare(Machine machine) {
        machine.environment().put("JVC_FILE_PASSPHRASE", PASSPHRASE);
        return () -> {};
      }
    },
    PASS {
      @Override
      AutoCloseable prepare(Machine machine) throws Exception {
        return PasswordStore.on(machine, PASSPHRASE);
      }
    },
    KEYCHAIN {
      @Override
      AutoCloseable prepare(Machine machine) throws Exception {
        machine.jvcConfig("listen: { port: 0 }\nstore: keychain\n");
        return MacRoom.on(machine);
      }
    };

    abstract AutoCloseable prepare(Machine machine) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void neitherKeyNorPassphraseIsEverInTheDaemon(Kept kept) throws Exception {
    try (Machine machine = Machine.create();
        AutoCloseable room = kept.prepare(machine)) {
      String secret = machine.aws().world().user("me").key().secret();
      assertEquals(0, machine.jvc("daemon", "start").exit());
      long daemon = machine.daemon().pid();
      Map<String, String> key =
          Map.of(
              "AWS_ACCESS_KEY_ID",
              machine.aws().world().user("me").key().id(),
              "AWS_SECRET_ACCESS_KEY",
              secret);

      assertEquals(
          0,
          scanDuring(
              daemon,
              secret,
              () -> machine.run(key, "", within(room, "add", "personal", "--env"))));
      String code = machine.aws().world().user("me").mfa().nextUnusedCode();
      assertEquals(
          0,
          scanDuring(
              daemon,
              secret,
              () -> machine.run(Map.of(), code + "\n", within(room, "login", "personal"))));
      if (room instanceof MacRoom mac) {
        assertTrue(mac.holdsAKey(), "the key went somewhere else");
      }

      // The scan finds what is there: a session's id is in the daemon, and the secret in a process
      // that was given it.
      Machine.Result credentials = machine.jvc("credentials", "personal");
      String sessionId = credentials.out().replaceAll("(?s).*\"AccessKeyId\":\"(\\w+)\".*", "$1");
      assertTrue(sessionId.startsWith("ASIA"), "no session to look for");
      assertTrue(
          new ProcessMemory(daemon).count(sessionId) > 0, "the scan does not find what is there");
      assertEquals(0, new ProcessMemory(daemon).count(secret, PASSPHRASE));
      Process holder =
          machine.builder(Map.of("HELD", secret), List.of("sh", "-c", "read line")).start();
      assertTrue(
          new ProcessMemory(holder.pid()).count(secret) > 0,
          "the scan does not find what is there");
      holder.destroyForcibly();
    }
  }

  private static List<String> within(AutoCloseable room, String... arguments) {
    List<String> command = Machine.jvcCommand(arguments);
    return room instanceof MacRoom mac ? mac.within(command) : command;
  }

  /**
   * Runs a command to its success while the daemon's memory is scanned over and over; returns what
   * was found in all.
   */
  private static int scanDuring(long daemon, String secret, Callable<Machine.Result> command)
      throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService scanner = Executors.newSingleThreadExecutor()) {
      Future<Integer> found =
          scanner.submit(() -> {
            int total = 0;
            do {
              total += new ProcessMemory(daemon).count(secret, PASSPHRASE);
            } while (!done.get());
            return total + new ProcessMemory(daemon).count(secret, PASSPHRASE);
          });
      try {
        Machine.Result result = command.call();
        assertEquals(0, result.exit(), result.toString());
      } finally {
        done.set(true);
      }
      return found.get();
    } catch (IOException unreadable) {
      throw new AssertionError("the daemon's memory could not be read", unreadable);
    }
  }
}
