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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jvc status}; it never starts the daemon. */
@Command(
    name = "status",
    description = "Show the daemon, its logins and sessions, and what is to be mended.")
final class StatusVerb extends Verb {

  /** Moves the cursor to the corner and clears what is below. */
  private static final String CLEAR = "\u001b[H\u001b[J";

  @Option(names = "--watch", description = "Show it anew whenever something changes.")
  private boolean watch;

  @Option(names = "--json", description = "Print the daemon's answer as JSON.")
  private boolean json;

  StatusVerb(Client client) {
    super(client);
  }

  @Override
  ExitCode run() throws Failure {
    Jvcd jvcd = client.runningJvcd();
    if (watch) {
      return watch(jvcd);
    }
    show(jvcd, "");
    return ExitCode.DONE;
  }

  private void show(Jvcd jvcd, String before) throws Failure {
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
  private ExitCode watch(Jvcd jvcd) throws Failure {
    Output output = client.output();
    boolean redraw = client.terminal().output() && !json;
    try (EventStream events = jvcd.events()) {
      boolean first = true;
      for (EventStream.Event event = events.next(); event != null; event = events.next()) {
        if (event.name().equals("state") || (redraw && event.isComment())) {
          show(jvcd, redraw ? CLEAR : first || json ? "" : "\n");
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
