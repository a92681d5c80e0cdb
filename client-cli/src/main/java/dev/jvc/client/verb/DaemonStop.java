package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.Status;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon stop}. */
final class DaemonStop extends Verb {

  /** The daemon ends within three seconds of being asked. */
  private static final long PATIENCE_SECONDS = 8;

  DaemonStop(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(this, "stop", "Stop the daemon; logins hold on for the next one.");
  }

  @Override
  ExitCode run(Given given) throws Failure {
    if (!client.control().isListening()) {
      client.output().say("the daemon is not running");
      return ExitCode.DONE;
    }
    stop(client);
    client.output().say("stopped the daemon");
    return ExitCode.DONE;
  }

  /** Asks the running daemon to end and waits until it has. */
  static void stop(Client client) throws Failure {
    Jvcd jvcd = client.runningJvcd();
    long pid = Status.of(jvcd.statusDocument()).pid();
    ProcessHandle daemon = ProcessHandle.of(pid).orElse(null);
    jvcd.stop();
    if (daemon != null) {
      awaitEnd(daemon);
    }
  }

  private static void awaitEnd(ProcessHandle daemon) throws Failure {
    try {
      daemon.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException stillThere) {
      throw Failure.of(ExitCode.FAILED, "the daemon does not end", "kill " + daemon.pid());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Failure.of(ExitCode.FAILED, "stopped while the daemon ended");
    }
  }
}
