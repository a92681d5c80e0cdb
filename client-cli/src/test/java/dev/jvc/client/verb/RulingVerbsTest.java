package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Verbs that change what the daemon holds, and the daemon itself. */
final class RulingVerbsTest extends WithScriptedDaemon {

  @Test
  void logoutDropsOneLoginOrAll() {
    assertEquals(
        new Person.Run(0, "", "jvc: logged out: 3 sessions dropped\n"),
        person.line("logout personal"));
    assertEquals(
        new Person.Run(0, "", "jvc: logged out: 1 session dropped\n"), person.line("logout"));
    assertEquals(
        new Person.Run(0, "", "jvc: logged out: 1 session dropped\njvc: 2 tokens replaced\n"),
        person.line("logout --tokens"));
    assertEquals(new Person.Run(0, "", ""), person.line("logout --quiet"));
    assertEquals(new Person.Run(0, "", "jvc: locked: 0 sessions dropped\n"), person.line("lock"));
    assertEquals(
        List.of(
            "DELETE /v1/logins/personal",
            "DELETE /v1/logins",
            "DELETE /v1/logins",
            "DELETE /v1/tokens",
            "DELETE /v1/logins",
            "POST /v1/lock"),
        daemon.lines());
  }

  @Test
  void thereIsNothingToDropInADaemonThatDoesNotRun() throws IOException {
    daemon.close();
    Person.Run nothing =
        new Person.Run(0, "", "jvc: the daemon is not running: there is nothing to drop\n");

    assertEquals(nothing, person.line("logout"));
    assertEquals(nothing, person.line("lock"));
    assertEquals(
        new Person.Run(0, "", "jvc: the daemon is not running\n"), person.line("daemon stop"));
  }

  @Test
  void aDaemonIsStartedToDropWhatAnotherHasLeft() throws IOException {
    daemon.close();
    Files.createDirectories(person.home().resolve(".local/state/jvc"));
    Files.createFile(person.home().resolve(".local/state/jvc/logins.sealed"));
    person.jvcdIs("echo 'jvcd: error: a reason' >&2", "exit 3");

    for (String verb : List.of("logout", "logout personal", "lock")) {
      Person.Run run = person.line(verb);
      assertEquals(3, run.exit(), run.toString());
      assertTrue(
          run.err().startsWith("jvc: the daemon ended while it started: a reason\n"), run.err());
    }
  }

  @Test
  void useServesAProfileAndPrintsTheVariable() {
    assertEquals(
        new Person.Run(
            0,
            "AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:9912\n",
            "jvc: profile personal is served as instance metadata at http://127.0.0.1:9912\n"),
        person.line("use personal --port 9912"));
    assertEquals(
        "{\"profile\":\"personal\",\"port\":9912,\"v1\":false}", daemon.bodyOf("POST /v1/imds"));
    assertTrue(person.line("use dev --v1 --json").out().startsWith("{\n  \"endpoint\": \"http"));

    person.environment().put("JVC_TTY", "1");
    assertTrue(
        person
            .line("use personal")
            .err()
            .endsWith(
                "hint: run: export AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:9912\n"));
  }

  @Test
  void usingNoneTakesItBack() throws IOException {
    assertEquals(
        new Person.Run(0, "", "jvc: instance metadata: 1 listener changed\n"),
        person.line("use --none"));

    daemon.close();
    assertEquals(
        new Person.Run(3, "", "jvc: the daemon is not running\nhint: run: jvc daemon start\n"),
        person.line("use --none"));
  }

  @Test
  void aPortThatIsTakenIsTheDaemonsToSay() {
    daemon.answer("POST /v1/imds", 409, Golden.text("problem-cannot-listen.json"));

    assertEquals(
        new Person.Run(
            1,
            "",
            "jvc: cannot listen on 127.0.0.1:9912 (address already in use): stop the other program,"
                + " or choose another port with --port\n"),
        person.line("use personal"));
  }

  @Test
  void aLoginThatStillHoldsIsSaid() {
    assertEquals(
        new Person.Run(0, "", "jvc: already logged in to key personal until 20:00 (12h left)\n"),
        person.line("login personal"));
    assertFalse(daemon.bodyOf("POST /v1/tasks").contains("durationSeconds"));
  }

  @Test
  void aLoginIsAskedForWithItsLength() {
    person.line("login personal --duration 1h30m --force");

    String asked = daemon.bodyOf("POST /v1/tasks");
    assertTrue(asked.contains("\"durationSeconds\":5400"), asked);
    assertTrue(asked.contains("\"force\":true"), asked);
  }

  @Test
  void anotherTerminalAtTheSameKeyIsTheDaemonsToSay() {
    daemon.answer(
        "POST /v1/tasks",
        409,
        "{\"code\":\"LoginInProgress\",\"message\":\"another terminal is at it\",\"exitCode\":1}");

    assertEquals(
        new Person.Run(1, "", "jvc: another terminal is at it\n"), person.line("login personal"));
  }

  @Test
  void theDaemonsStateIsSaid() {
    assertEquals(
        new Person.Run(0, "running, version 0.1.0, process 4242, up 0s\n", ""),
        person.line("daemon status"));
    assertTrue(
        person
            .line("daemon start")
            .err()
            .contains("the daemon is running already as process 4242"));

    daemon.answer(
        "GET /v1/health", 503, "{\"status\":\"DOWN\",\"checks\":{\"endpoint\":\"not bound\"}}");
    Person.Run down = person.line("daemon status --json");
    assertEquals(1, down.exit());
    assertEquals("jvc: endpoint: not bound\n", down.err());
    assertTrue(down.out().contains("\"running\": true"), down.out());
  }

  @Test
  void readingTheConfigurationAgainFailsWithWhatIsWrongInIt() {
    daemon.answer("POST /v1/reload", "{\"problems\":[]}");
    assertEquals(
        new Person.Run(0, "", "jvc: the configuration was read again\n"),
        person.line("daemon reload"));

    daemon.answer("POST /v1/reload", Golden.text("reload.json"));
    assertEquals(
        new Person.Run(1, "", "jvc: ~/.aws/config:7: a problem\n"), person.line("daemon reload"));
  }

  @Test
  void stoppingWaitsForTheEnd() throws Exception {
    Process stand = new ProcessBuilder("sleep", "600").start();
    daemon
        .answer(
            "GET /v1/status",
            Golden.text("status.json").replace("4242", Long.toString(stand.pid())))
        .answer("POST /v1/stop", 202, "{}");
    CompletableFuture<Person.Run> stopping =
        CompletableFuture.supplyAsync(() -> person.line("daemon stop"));
    Awaitility.await().until(() -> daemon.lines().contains("POST /v1/stop"));
    assertFalse(stopping.isDone());

    stand.destroy();

    assertEquals(
        new Person.Run(0, "", "jvc: stopped the daemon\n"), stopping.get(10, TimeUnit.SECONDS));
  }

  @Test
  void logsArePrintedOrTheirPlaceIsSaid() throws IOException {
    Person.Run none = person.line("daemon logs");
    assertEquals(1, none.exit());
    assertEquals(
        """
        jvc: there is no log at ~/.local/state/jvc/jvcd.log: a daemon that a service manager started logs there
        hint: run: journalctl --user -u jvcd
        """
            .replace("~", home.toString()),
        none.err());

    Files.createDirectories(home.resolve(".local/state/jvc"));
    Files.writeString(home.resolve(".local/state/jvc/jvcd.log"), "one\ntwo\n");
    assertEquals(new Person.Run(0, "one\ntwo\n", ""), person.line("daemon logs"));
    assertEquals(new Person.Run(0, "two\n", ""), person.line("daemon logs -n 1"));
  }
}
