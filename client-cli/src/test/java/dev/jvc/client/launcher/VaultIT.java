package dev.jvc.client.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client and vault process as two real processes of one terminal. */
final class VaultIT {

  @TempDir private Path home;
  private Launched launched;
  private ScriptedJvcd daemon;
  private String jvc;

  @BeforeEach
  void start() throws IOException {
    launched = new Launched(home);
    daemon = ScriptedJvcd.start(home);
    daemon
        .answer("POST /v1/tasks", Golden.text("task-login-ticket.json"))
        .answer("GET /v1/profiles", "{\"profiles\":[" + Golden.text("profile.json") + "]}");
    Path bin = Files.createDirectory(home.resolve("bin"));
    Files.copy(Path.of(Launched.jvc()), bin.resolve("jvc"), StandardCopyOption.COPY_ATTRIBUTES);
    jvc = bin.resolve("jvc").toString();
    Path client = Files.createDirectories(home.resolve("h"));
    Files.createSymbolicLink(
        client.resolve("client"), Golden.root().resolve("client-cli/target/app"));
    launched.environment().put("JVC_HOME", client.toString());
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void theVaultProcessHasTheTerminalAndThePersonsEnvironment() throws Exception {
    launched.environment().put("JAVA_TOOL_OPTIONS", "-Dx");
    launched.environment().put("LC_ALL", "C");
    launched.environment().put("JVC_FILE_PASSPHRASE", "theirs");
    Person.script(
        home.resolve("bin/jvcd"),
        "read code",
        "echo \"code $code\"",
        "echo 'jvc: prompted' >&2",
        "env | grep -E '^(JAVA|LC_ALL|JVC_FILE|JVC_TTY|JVC_LAUNCHER)' | sort");

    Launched.Run run =
        launched.run(List.of("sh", "-c", "echo 123456 | " + jvc + " login personal"));

    assertEquals(0, run.exit(), run.err());
    assertEquals("code 123456\nJVC_FILE_PASSPHRASE=theirs\nLC_ALL=C\n", run.out());
    assertTrue(run.err().startsWith("jvc: prompted\njvc: logged in to personal until "), run.err());
  }

  @ParameterizedTest
  @CsvSource({"INT", "TERM", "HUP"})
  void aSignalToBothEndsTheClientOnceTheVaultProcessHasWiped(String signal) throws Exception {
    Person.script(
        home.resolve("bin/jvcd"),
        "trap 'echo wiped >" + home + "/end; exit 7' INT TERM HUP",
        "echo $$ >" + home + "/ready",
        "while :; do sleep 0.05; done");
    // A JVM leaves a signal alone that was ignored when it started, as HUP is under nohup.
    Process client =
        launched
            .builder(List.of("env", "--default-signal", "setsid", jvc, "login", "personal"))
            .inheritIO()
            .start();
    Awaitility.await().until(() -> Files.exists(home.resolve("ready")));

    assertEquals(
        0,
        new ProcessBuilder("sh", "-c", "kill -" + signal + " -" + client.pid()).start().waitFor());

    assertTrue(client.waitFor(20, TimeUnit.SECONDS));
    assertEquals(7, client.exitValue());
    assertEquals("wiped\n", Files.readString(home.resolve("end")));
    assertGone();
  }

  @Test
  void aSignalToTheClientAloneTakesTheVaultProcessAlong() throws Exception {
    Person.script(
        home.resolve("bin/jvcd"), "echo $$ >" + home + "/ready", "while :; do sleep 0.05; done");
    Process client = launched.builder(List.of(jvc, "login", "personal")).inheritIO().start();
    Awaitility.await().until(() -> Files.exists(home.resolve("ready")));

    client.destroy();

    assertTrue(client.waitFor(20, TimeUnit.SECONDS));
    assertEquals(7, client.exitValue());
    assertGone();
  }

  private void assertGone() throws IOException {
    long vault = Long.parseLong(Files.readString(home.resolve("ready")).strip());
    assertFalse(ProcessHandle.of(vault).map(ProcessHandle::isAlive).orElse(false));
  }
}
