package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc lock}. */
final class LockVerb extends Verb {

  LockVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
        this, "lock", "Drop every login, session and running command's access at once.");
  }

  @Override
  ExitCode run(Given given) throws Failure {
    if (client.hasNothingToDrop()) {
      client.output().say("the daemon is not running: there is nothing to drop");
      return ExitCode.DONE;
    }
    long dropped = client.jvcd().lock();
    client.output().say("locked: " + Counted.of(dropped, "session") + " dropped");
    return ExitCode.DONE;
  }
}
