package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Status;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon start}. */
final class DaemonStart extends Verb {

  DaemonStart(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(this, "start", "Start the daemon in the background.");
  }

  @Override
  ExitCode run(Given given) throws Failure {
    if (client.control().isListening()) {
      Status status = Status.of(client.runningJvcd().statusDocument());
      client.output().say("the daemon is running already as process " + status.pid());
    } else {
      client.daemonProcess().start();
      client.output().say("started the daemon");
    }
    return ExitCode.DONE;
  }
}
