package dev.jvc.client.verb;

import dev.jvc.client.control.EventStream;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.WindowSize;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.terminal.Screen;
import dev.jvc.client.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc status}; it never starts the daemon. */
final class StatusVerb extends Verb {

  private static final String WATCH = "--watch";

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

  private ExitCode watch(Jvcd jvcd, boolean json) throws Failure {
    try (EventStream events = jvcd.events()) {
      if (client.terminal().output() && !json) {
        watchInWindow(jvcd, events);
      } else {
        watchInLines(jvcd, events, json);
      }
    } catch (IOException closing) {
      // The stream has ended either way.
    }
    throw Failure.of(ExitCode.DAEMON_UNREACHABLE, "the daemon has ended", "jvc daemon start");
  }

  /** The whole page once for each change. */
  private void watchInLines(Jvcd jvcd, EventStream events, boolean json) throws Failure {
    boolean first = true;
    for (EventStream.Event event = events.next(); event != null; event = events.next()) {
      if (event.name().equals("state")) {
        show(jvcd, json, first || json ? "" : "\n");
        first = false;
      }
    }
  }

  /** A window that is drawn anew at each change, and at each sign of life for the times in it. */
  private void watchInWindow(Jvcd jvcd, EventStream events) throws Failure {
    Screen screen = new Screen(client.output(), WindowSize::now);
    client.atShutdown(screen::leave);
    try {
      for (EventStream.Event event = events.next(); event != null; event = events.next()) {
        if (event.name().equals("state") || event.isComment()) {
          Status status = Status.of(jvcd.statusDocument());
          screen.draw(
              new WatchPage(
                  client.terminal(),
                  client.times(),
                  status,
                  Terminal.showsBlocks(client.environment())));
        }
      }
    } finally {
      screen.leave();
    }
  }
}
