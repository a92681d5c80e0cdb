package dev.jvc.client.verb;

import dev.jvc.client.control.EventStream;
import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.terminal.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc prompt}. */
final class PromptVerb extends Verb {

  /** How long to wait between two attempts to find a daemon that has gone. */
  private static final long RETRY_MILLIS = 1000;

  PromptVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
        this, "prompt", "Stay in this terminal and log in whenever a program needs it.");
  }

  @Override
  ExitCode run(Given given) throws Failure {
    if (!client.terminal().input()) {
      throw Failure.usage("prompt asks a person: run it in a terminal");
    }
    Jvcd jvcd = client.jvcd();
    while (true) {
      listen(jvcd);
      client.output().say("the daemon has ended, waiting for the next one");
      awaitDaemon();
    }
  }

  /** Serves one daemon to its end. */
  private void listen(Jvcd jvcd) throws Failure {
    try (EventStream events = jvcd.events()) {
      client.output().say("waiting, press Ctrl-C to stop");
      for (EventStream.Event event = events.next(); event != null; event = events.next()) {
        hear(jvcd, event);
      }
    } catch (IOException closing) {
      // The stream has ended either way.
    }
  }

  private void hear(Jvcd jvcd, EventStream.Event event) throws Failure {
    switch (event.name()) {
      case "login-needed" -> {
        logIn(jvcd, data(event));
        client.output().say("waiting, press Ctrl-C to stop");
      }
      case "login-ending" -> sayEnding(data(event));
      default -> {
        // Nothing that a person is needed for.
      }
    }
  }

  private void sayEnding(JsonObject event) throws Failure {
    String key = event.string("key");
    String end = event.string("expiration");
    Times times = client.times();
    client
        .output()
        .say(
            "the login to key "
                + key
                + " ends at "
                + times.clockTime(end)
                + ", "
                + times.relative(end));
    client.output().hint("jvc login --force " + key);
  }

  private static JsonObject data(EventStream.Event event) throws Failure {
    return JsonObject.parse(event.data().getBytes(StandardCharsets.UTF_8));
  }

  /** A login that fails is the person's to repeat; the next program that needs it asks again. */
  private void logIn(Jvcd jvcd, JsonObject event) throws Failure {
    client.output().warn(event.string("message"));
    try {
      new LoginFlow(client, jvcd).run(ProfileName.of(event.string("profile")), 0, false, "");
    } catch (Failure failed) {
      client.output().fail(failed);
    }
  }

  private void awaitDaemon() throws Failure {
    try {
      while (!client.control().isListening()) {
        Thread.sleep(RETRY_MILLIS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Failure.of(ExitCode.DAEMON_UNREACHABLE, "stopped while waiting for the daemon");
    }
  }
}
