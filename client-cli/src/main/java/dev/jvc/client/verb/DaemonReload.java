package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon reload}. */
final class DaemonReload extends Verb {

  DaemonReload(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
        this, "reload", "Make the daemon read its configuration now, and say what is wrong in it.");
  }

  @Override
  ExitCode run(Given given) throws Failure {
    List<String> problems = client.runningJvcd().reload();
    problems.forEach(client.output()::warn);
    if (!problems.isEmpty()) {
      return ExitCode.FAILED;
    }
    client.output().say("the configuration was read again");
    return ExitCode.DONE;
  }
}
