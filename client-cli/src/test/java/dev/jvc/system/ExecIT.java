package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jvc exec} becomes the command: its words, its signals, its end. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ExecIT {

  /** Tells the test what it was given, and stays until its input ends. */
  private static final String TELL_AND_STAY =
      "echo $AWS_CONTAINER_CREDENTIALS_FULL_URI; echo $AWS_CONTAINER_AUTHORIZATION_TOKEN; read line";

  private final Machine machine;
  private final ProcessTable processes;

  ExecIT() throws IOException {
    machine = Machine.create();
    processes = new ProcessTable(machine);
  }

  @BeforeAll
  void storeAKeyAndLogIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.login("personal").exit());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private Machine.Result exec(String... command) throws IOException, InterruptedException {
    return machine.run(Map.of(), "", AwsClients.within("personal", List.of(command)));
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0,0",
    "exit 42,42",
    "exit 255,255",
    "kill -INT $$,130",
    "kill -KILL $$,137",
    "kill -TERM $$,143",
  })
  void theExitCodeIsTheCommands(String script, int code) throws Exception {
    Machine.Result result = exec("sh", "-c", script);

    assertEquals(code, result.exit(), result.toString());
    assertEquals("", result.err());
  }

  @Test
  void aCommandThatIsNowhereIs127() throws Exception {
    Machine.Result result = exec("no-such-command");

    assertEquals(127, result.exit());
    assertEquals("jvc: no-such-command: command not found", result.firstError());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/etc/passwd"})
  void whatCannotBeRunIs126(String file) throws Exception {
    Machine.Result result = exec(file);

    assertEquals(126, result.exit(), result.toString());
    assertTrue(result.firstError().startsWith("jvc: " + file + ": "), result.toString());
  }

  @Test
  void everyWordArrivesAsItIs() throws Exception {
    List<String> words =
        List.of(
            "", " ", "a b", "'", "\"", "\\", "$HOME", "`id`", "*", "--", "-x", "line\nfeed", "é");
    List<String> command = new ArrayList<>(List.of("printf", "<%s>"));
    command.addAll(words);

    Machine.Result result = exec(command.toArray(String[]::new));

    assertEquals("<" + String.join("><", words) + ">", result.out());
    assertEquals("", result.err());
  }

  @Test
  void inputAndOutputAreTheCommands() throws Exception {
    String text = "one\ntwo without an end";

    Machine.Result result =
        machine.run(Map.of(), text, AwsClients.within("personal", List.of("cat")));

    assertEquals(text, result.out());
  }

  @Test
  void theLaunchersProcessBecomesTheCommandAndNoJvmStays() throws Exception {
    Process command = start("personal", TELL_AND_STAY);
    try (BufferedReader output = command.inputReader()) {
      output.readLine();
      assertEquals(
          "sh\0-c\0" + TELL_AND_STAY + "\0",
          Files.readString(Path.of("/proc", Long.toString(command.pid()), "cmdline")));
      assertEquals(List.of(), command.descendants().toList());
      assertEquals(List.of(), processes.clients());
      assertEquals(processes.daemons(), processes.java());
    } finally {
      end(command);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "TERM", "KILL"})
  void theTokenDiesWithTheCommand(String how) throws Exception {
    Process command = start("personal", TELL_AND_STAY);
    Endpoint endpoint = told(command);
    assertEquals(200, endpoint.get().statusCode());

    if (how.equals("exit")) {
      command.getOutputStream().close();
    } else {
      new ProcessBuilder("kill", "-" + how, Long.toString(command.pid())).start().waitFor();
    }
    command.onExit().join();

    await().atMost(Duration.ofSeconds(15)).until(() -> endpoint.get().statusCode() == 401);
  }

  @Test
  void everyCommandHasATokenOfItsOwnForItsProfileOnly() throws Exception {
    Process one = start("personal", TELL_AND_STAY);
    Process two = start("personal", TELL_AND_STAY);
    try {
      Endpoint first = told(one);
      Endpoint second = told(two);
      assertNotEquals(first.token(), second.token());
      String elsewhere = first.uri().replace("/personal", "/default");
      assertTrue(new Endpoint(elsewhere, first.token()).get().statusCode() >= 401);
      end(one);
      assertEquals(200, second.get().statusCode());
    } finally {
      end(one);
      end(two);
    }
  }

  @Test
  void aCommandIsNotStartedWithoutALogin() throws Exception {
    try (Machine other = Machine.create()) {
      assertEquals(0, other.add("personal").exit());
      Path trace = other.home().resolve("trace");

      Machine.Result result =
          other.run(
              Map.of(), "", AwsClients.within("personal", List.of("touch", trace.toString())));

      assertEquals(4, result.exit(), result.toString());
      assertTrue(result.firstError().contains("jvc login personal"), result.toString());
      assertFalse(Files.exists(trace));
    }
  }

  @Test
  void theStoresSecretsAndTheLaunchersWordsAreNotPassedOn() throws Exception {
    Machine.Result result =
        machine.run(
            Map.of(
                "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE,
                "JVC_MFA_TOKEN", "123456",
                "AWS_VAULT_FILE_PASSPHRASE", Machine.PASSPHRASE,
                "JAVA_TOOL_OPTIONS", "-Dkept=yes",
                "LC_ALL", "C"),
            "",
            AwsClients.within("personal", List.of("env")));

    assertEquals(0, result.exit(), result.toString());
    assertEquals("", result.err());
    List<String> names = result.out().lines().map(line -> line.replaceAll("=.*", "")).toList();
    for (String name : names) {
      assertFalse(name.startsWith("jvc_"), name);
      assertFalse(
          name.startsWith("JVC_") && !List.of("JVC_PROFILE", "JVC_EXEC").contains(name), name);
    }
    assertFalse(result.out().contains(Machine.PASSPHRASE));
    assertTrue(result.out().contains("JAVA_TOOL_OPTIONS=-Dkept=yes\n"), "kept for the command");
    assertTrue(result.out().contains("LC_ALL=C\n"), "kept for the command");
  }

  private Process start(String profile, String script) throws IOException {
    return machine
        .builder(Map.of(), AwsClients.within(profile, List.of("sh", "-c", script)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Endpoint told(Process command) throws IOException {
    BufferedReader output = command.inputReader();
    return new Endpoint(line(output), line(output));
  }

  private static String line(BufferedReader output) throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the command has ended");
    }
    return line;
  }

  private static void end(Process command) throws IOException {
    command.getOutputStream().close();
    command.onExit().join();
  }
}
