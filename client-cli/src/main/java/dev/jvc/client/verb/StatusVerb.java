package dev.jvc.client.verb;

import dev.jvc.client.control.EventStream;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.terminal.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc status}; it never starts the daemon. */
final class StatusVerb extends Verb {

  private static final String WATCH = "--watch";

  /** Moves the cursor to the corner and clears what is below. */
  private static final String CLEAR = "\u001b[H\u001b[J";

  StatusVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this, "status", "Show the daemon, its logins and sessions, and what is to be mended.")
        .addOption(Words.flag("Show it anew whenever something changes.", WATCH))
        .addOption(Words.json());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    Jvcd jvcd = client.runningJvcd();
    boolean json = given.has(Words.JSON);
    if (given.has(WATCH)) {
      return watch(jvcd, json);
    }
    show(jvcd, json, "");
    return ExitCode.DONE;
  }

  private void show(Jvcd jvcd, boolean json, String before) throws Failure {
    byte[] document = jvcd.statusDocument();
    if (json) {
      JsonText.print(client.output(), document);
      return;
    }
    List<String> lines =
        new StatusPage(client.terminal(), client.times()).lines(Status.of(document));
    String page = before + String.join("\n", lines) + "\n";
    client.output().data(page.getBytes(StandardCharsets.UTF_8));
  }

  /** Shows the page at every event, and in a terminal also at every sign of life, for the times. */
  private ExitCode watch(Jvcd jvcd, boolean json) throws Failure {
    Output output = client.output();
    boolean redraw = client.terminal().output() && !json;
    try (EventStream events = jvcd.events()) {
      boolean first = true;
      for (EventStream.Event event = events.next(); event != null; event = events.next()) {
        if (event.name().equals("state") || (redraw && event.isComment())) {
          show(jvcd, json, redraw ? CLEAR : first || json ? "" : "\n");
          first = false;
          if (redraw) {
            output.say("watching, press Ctrl-C to stop");
          }
        }
      }
    } catch (IOException closing) {
      // The stream has ended either way.
    }
    throw Failure.of(ExitCode.DAEMON_UNREACHABLE, "the daemon has ended", "jvc daemon start");
  }
}
