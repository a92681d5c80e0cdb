package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.protocol.TaskAnswer;
import dev.jvc.client.protocol.TaskRequest;
import dev.jvc.client.protocol.Ticket;
import java.util.List;

/** A run of the vault process whose ticket is given back when it did not come to its end. */
final class TicketedTask {

  private final Client client;
  private final Jvcd jvcd;

  TicketedTask(Client client, Jvcd jvcd) {
    this.client = client;
    this.jvcd = jvcd;
  }

  /**
   * Obtains a ticket and runs the vault process with it.
   *
   * @param task what the ticket is for
   * @param arguments the task and its options
   */
  ExitCode run(String task, ProfileName profile, List<String> arguments) throws Failure {
    TaskRequest request = TaskRequest.of(task, profile, ProcessHandle.current().pid());
    return switch (jvcd.beginTask(request)) {
      case TaskAnswer.Granted(Ticket ticket) -> run(ticket, arguments, "");
      case TaskAnswer.LoggedIn _ ->
          throw Failure.of(
              ExitCode.FAILED,
              "the daemon answered a login instead of a ticket",
              "jvc daemon logs");
    };
  }

  /**
   * Runs the vault process.
   *
   * @param arguments the task and its options
   * @param mfaToken the code of the MFA device; empty to be asked for it
   * @return how it ended; it has said itself why it failed
   */
  ExitCode run(Ticket ticket, List<String> arguments, String mfaToken) throws Failure {
    boolean done = false;
    try {
      ExitCode code = client.vaultProcess().run(ticket, arguments, mfaToken);
      done = code == ExitCode.DONE;
      return code;
    } finally {
      if (!done) {
        giveBack(ticket);
      }
    }
  }

  private void giveBack(Ticket ticket) {
    try {
      jvcd.giveBack(ticket);
    } catch (Failure harmless) {
      // The ticket dies with this process anyway.
      client.output().debug("the ticket was not given back: " + harmless.sentence());
    }
  }
}
