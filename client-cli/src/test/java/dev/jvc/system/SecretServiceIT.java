package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.AccessKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Keys in GNOME Keyring, from {@code jvc add} to {@code jvc remove}. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class SecretServiceIT {

  private static final String PASSWORD = "CANARY-keyring-71c3a9";

  private Machine machine;
  private Desktop desktop;

  @BeforeEach
  void logInToTheDesktop() throws Exception {
    machine = Machine.create();
    machine.jvcConfig("listen: { port: 0 }\nstore: secret-service\n");
    desktop = Desktop.on(machine, PASSWORD);
  }

  @AfterEach
  void logOut() throws Exception {
    desktop.close();
    machine.close();
  }

  private Machine.Result tool(String... arguments) throws Exception {
    return machine.run(Map.of(), "", List.of(arguments));
  }

  @Test
  void aKeyIsAddedUsedListedAndRemoved() throws Exception {
    Machine.Result added = machine.add("personal");
    assertEquals(0, added.exit(), added.toString());
    assertTrue(added.err().contains("in the secret-service store"), added.err());
    assertEquals(
        machine.aws().world().user("me").key().id()
            + "\n"
            + machine.aws().world().user("me").key().secret()
            + "\n",
        tool("secret-tool", "lookup", "application", "jvc", "profile", "personal").out());
    assertFalse(Files.exists(machine.keyFile()), "the encrypted file has no part in it");

    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
    assertTrue(machine.jvc("credentials", "personal").out().contains("\"AccessKeyId\":\"ASIA"));
    assertTrue(machine.jvc("list").out().contains("secret-service"));

    Machine.Result removed = machine.jvc("remove", "personal", "--yes");
    assertEquals(0, removed.exit(), removed.toString());
    assertEquals("", tool("secret-tool", "search", "--all", "application", "jvc").out());
  }

  @Test
  void autoMeansTheSecretServiceWhereOneAnswers() throws Exception {
    machine.jvcConfig("listen: { port: 0 }\n");
    Machine.Result added = machine.add("personal");
    assertEquals(0, added.exit(), added.toString());
    assertTrue(added.err().contains("in the secret-service store"), added.err());

    desktop.close();
    Machine.Result work = machine.add("work");
    assertEquals(0, work.exit(), work.toString());
    assertTrue(work.err().contains("in the file store"), work.err());
  }

  @Test
  void aKeyOfAwsVaultsMovesFromItsCollectionToJvcs() throws Exception {
    desktop.makeCollection("awsvault", PASSWORD);
    AccessKey mine = machine.aws().world().user("me").key();
    String payload =
        "{\"AccessKeyID\":\"" + mine.id() + "\",\"SecretAccessKey\":\"" + mine.secret() + "\"}";
    String item =
        "{\"Key\":\"personal\",\"Data\":\""
            + Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
            + "\",\"Label\":\"aws-vault (personal)\"}";
    Machine.Result stored =
        machine.run(
            Map.of(),
            item,
            List.of(
                "secret-tool",
                "store",
                "--label=personal",
                "--collection=/org/freedesktop/secrets/collection/awsvault",
                "profile",
                "personal"));
    assertEquals(0, stored.exit(), stored.toString());

    Machine.Result imported = machine.jvc("import", "--yes");
    assertEquals(0, imported.exit(), imported.toString());
    assertTrue(imported.out().contains("move to the secret-service store"), imported.toString());
    assertEquals(0, machine.login("personal").exit());
    assertEquals(
        mine.id() + "\n" + mine.secret() + "\n",
        tool("secret-tool", "search", "--all", "--unlock", "profile", "personal")
            .out()
            .replaceAll("(?s).*secret = (\\S+\\n\\S+\\n).*", "$1"));
    assertEquals(
        1,
        tool("secret-tool", "search", "--all", "profile", "personal")
            .out()
            .lines()
            .filter(line -> line.startsWith("label = "))
            .count());
  }

  @Test
  void aLockedCollectionAndAMissingServiceEndWithOneSentenceEach() throws Exception {
    assertEquals(0, machine.add("personal").exit());

    desktop.lock();
    Machine.Result locked = machine.login("personal");
    assertEquals(7, locked.exit(), locked.toString());
    assertTrue(locked.err().contains("there is no desktop here"), locked.err());
    assertOneSentence(locked);

    desktop.unlock(PASSWORD);
    assertEquals(0, machine.login("personal").exit());

    desktop.close();
    Machine.Result gone = machine.login("personal", "000000", "--force");
    assertEquals(7, gone.exit(), gone.toString());
    assertTrue(gone.firstError().contains("session bus"), gone.err());
    assertOneSentence(gone);
  }

  private static void assertOneSentence(Machine.Result result) {
    assertTrue(
        result
            .err()
            .lines()
            .allMatch(line -> line.startsWith("jvc: ") || line.startsWith("hint: ")),
        result.err());
    assertFalse(result.err().contains("Exception"), result.err());
  }

  @Test
  @EnabledIfSystemProperty(
      named = "user.name",
      matches = "root",
      disabledReason = "needs root: acts as another user")
  void theKeyIsNeverInTheDaemon() throws Exception {
    String secret = machine.aws().world().user("me").key().secret();
    assertEquals(0, machine.jvc("daemon", "start").exit());
    long daemon = machine.daemon().pid();

    assertEquals(0, foundDuring(daemon, secret, () -> machine.add("personal")));
    assertEquals(0, foundDuring(daemon, secret, () -> machine.login("personal")));

    String credentials = machine.jvc("credentials", "personal").out();
    String session = credentials.replaceAll("(?s).*\"AccessKeyId\":\"(\\w+)\".*", "$1");
    assertTrue(
        new ProcessMemory(daemon).count(session) > 0, "the scan does not find what is there");
  }

  /** How often the daemon's memory held the secret while a command ran to its success. */
  private static int foundDuring(long daemon, String secret, Callable<Machine.Result> command)
      throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService scanner = Executors.newSingleThreadExecutor()) {
      Future<Integer> found =
          scanner.submit(() -> {
            int total = 0;
            do {
              total += new ProcessMemory(daemon).count(secret);
            } while (!done.get());
            return total + new ProcessMemory(daemon).count(secret);
          });
      try {
        Machine.Result result = command.call();
        assertEquals(0, result.exit(), result.toString());
      } finally {
        done.set(true);
      }
      return found.get();
    }
  }
}
