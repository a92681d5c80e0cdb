package dev.jvc.client.verb;

import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.DaemonLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon logs}. */
final class DaemonLogs extends Verb {

  private static final String FOLLOW = "--follow";
  private static final String LINES = "--lines";
  private static final int LINES_BY_DEFAULT = 100;

  /** How often a followed log is looked at. */
  private static final long POLL_MILLIS = 250;

  DaemonLogs(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(this, "logs", "Print what a daemon started by jvc wrote.")
        .addOption(Words.flag("Go on printing what the daemon writes.", "-f", FOLLOW))
        .addOption(
            Words.value(
                "NUMBER",
                "How many of the last lines to print; " + LINES_BY_DEFAULT + " when left out.",
                "-n",
                LINES));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    int lines = lines(given.value(LINES));
    boolean follow = given.has(FOLLOW);
    DaemonLog log = DaemonLog.of(ControlSocket.stateFolder(client.environment()));
    if (!Files.exists(log.file()) && !follow) {
      throw Failure.of(
          ExitCode.FAILED,
          "there is no log at "
              + log.file()
              + ": a daemon that a service manager started logs there",
          "journalctl --user -u jvcd");
    }
    try {
      OutputStream target = client.output().stream();
      long position = log.copyTail(lines, target);
      while (follow) {
        Thread.sleep(POLL_MILLIS);
        position = log.copyFrom(position, target);
      }
      return ExitCode.DONE;
    } catch (IOException unreadable) {
      throw Failure.of(ExitCode.FAILED, "cannot read " + log.file() + ": make it readable to you");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ExitCode.DONE;
    }
  }

  private static int lines(String text) throws Failure {
    if (text.isEmpty()) {
      return LINES_BY_DEFAULT;
    }
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException notOne) {
      throw Failure.usage("not a number of lines: " + text + ": give one such as 100");
    }
  }
}
