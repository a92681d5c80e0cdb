package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code jvc prompt} asks whenever the daemon needs it, and outlives the daemon. */
final class PromptIT extends WithVault {

  @Test
  void promptLogsInWheneverItIsNeededAndOutlivesTheDaemon() throws Exception {
    person.environment().put("JVC_TTY", "0");
    String needed = Golden.text("events.txt") + "\n\n";
    daemon.stream(needed);
    AtomicReference<Person.Run> ended = new AtomicReference<>();
    Thread prompt = Thread.ofPlatform().start(() -> ended.set(person.line("prompt")));
    Awaitility.await().until(() -> logins() == 1);
    vaultEndsWith(7);
    daemon.send(needed);
    Awaitility.await().until(() -> logins() == 2);
    daemon.answer("POST /v1/tasks", 409, "{\"code\":\"X\",\"message\":\"busy\",\"exitCode\":1}");
    daemon.send(needed);
    Awaitility.await()
        .until(() -> daemon.lines().stream().filter("POST /v1/tasks"::equals).count() == 3);
    daemon.send(
        "event: login-ending\ndata: {\"key\":\"personal\",\"expiration\":\"2026-11-24T08:15:00Z\"}\n\n");
    daemon.send("event: state\ndata: {}\n\n");
    Awaitility.await().until(() -> daemon.listeners() == 1);
    daemon.close();
    daemon = ScriptedJvcd.start(home);
    daemon.stream("");
    Awaitility.await().until(() -> daemon.listeners() == 1);
    daemon.close();
    Awaitility.await().until(() -> prompt.getState() == Thread.State.TIMED_WAITING);

    prompt.interrupt();
    prompt.join(TimeUnit.SECONDS.toMillis(20));

    Person.Run run = ended.get();
    assertEquals(3, run.exit());
    assertEquals("", run.out());
    assertEquals(
        """
        jvc: waiting, press Ctrl-C to stop
        jvc: profile personal needs a login: run jvc login personal
        jvc: logged in to personal until 20:00 (12h), serving dev, personal
        jvc: waiting, press Ctrl-C to stop
        jvc: profile personal needs a login: run jvc login personal
        jvc: waiting, press Ctrl-C to stop
        jvc: profile personal needs a login: run jvc login personal
        jvc: busy
        jvc: waiting, press Ctrl-C to stop
        jvc: the login to key personal ends at 08:15, in 15m
        hint: run: jvc login --force personal
        jvc: the daemon has ended, waiting for the next one
        jvc: waiting, press Ctrl-C to stop
        jvc: the daemon has ended, waiting for the next one
        jvc: stopped while waiting for the daemon
        """,
        run.err());
  }

  private long logins() throws IOException {
    Path log = home.resolve("runs");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }
}
