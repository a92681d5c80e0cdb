package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon}, behind which stand verbs of its own. */
final class DaemonVerb extends Verb {

  DaemonVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec = Words.command(this, "daemon", "Start, stop or look at the daemon.");
    for (Verb verb :
        List.of(
            new DaemonStart(client),
            new DaemonStop(client),
            new DaemonReload(client),
            new DaemonStatus(client),
            new DaemonLogs(client),
            new DaemonMetrics(client),
            new DaemonInstall(client),
            new DaemonUninstall(client))) {
      CommandSpec behind = verb.spec();
      spec.addSubcommand(behind.name(), behind);
    }
    return spec;
  }

  @Override
  ExitCode run(Given given) throws Failure {
    throw Failure.of(
        ExitCode.USAGE,
        "say what to do with the daemon: start, stop, reload, status, logs, metrics, install or uninstall",
        "jvc daemon --help");
  }
}
