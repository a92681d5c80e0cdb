package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.protocol.ProfileState;
import dev.jvc.client.protocol.TaskAnswer;
import dev.jvc.client.protocol.TaskRequest;
import dev.jvc.client.protocol.Ticket;
import dev.jvc.client.setup.SetupReminder;
import dev.jvc.client.terminal.Times;
import java.util.ArrayList;
import java.util.List;

/** A login from the ticket to the session: the vault process does the part that needs secrets. */
final class LoginFlow {

  private final Client client;
  private final Jvcd jvcd;

  LoginFlow(Client client, Jvcd jvcd) {
    this.client = client;
    this.jvcd = jvcd;
  }

  /**
   * Logs in.
   *
   * @param durationSeconds the wanted length of the session; 0 for the configured one
   * @param force also when a login still holds
   * @param mfaToken the code of the MFA device; empty to be asked for it
   */
  ExitCode run(ProfileName profile, long durationSeconds, boolean force, String mfaToken)
      throws Failure {
    long pid = ProcessHandle.current().pid();
    TaskRequest request = new TaskRequest("login", profile, pid, durationSeconds, force);
    return switch (jvcd.beginTask(request)) {
      case TaskAnswer.LoggedIn(String key, String until) -> {
        client.output().say(stillLoggedIn(key, until));
        yield ExitCode.DONE;
      }
      case TaskAnswer.Granted(Ticket ticket) -> {
        ExitCode code = new TicketedTask(client, jvcd).run(ticket, List.of("login"), mfaToken);
        if (code == ExitCode.DONE) {
          client.output().say(loggedIn(profile));
          if (client.terminal().errors() && SetupReminder.isDue(client.environment())) {
            client.output().say("programs do not find these credentials by themselves yet");
            client.output().hint("jvc setup " + profile);
          }
        }
        yield code;
      }
    };
  }

  private String stillLoggedIn(String key, String until) {
    Times times = client.times();
    return "already logged in to key "
        + key
        + " until "
        + times.clockTime(until)
        + " ("
        + times.left(until)
        + " left)";
  }

  private String loggedIn(ProfileName profile) throws Failure {
    List<ProfileState> all = jvcd.profiles().profiles();
    String key = "";
    String until = "";
    for (ProfileState state : all) {
      if (state.profile().equals(profile.value())) {
        key = state.key();
        until = state.loginExpiration();
      }
    }
    List<String> served = new ArrayList<>();
    for (ProfileState state : all) {
      if (state.key().equals(key) && state.login().equals("active")) {
        served.add(state.profile());
      }
    }
    Times times = client.times();
    String how =
        until.isEmpty() ? "" : " until " + times.clockTime(until) + " (" + times.left(until) + ")";
    // Which profile it was for is said already.
    boolean others = !served.isEmpty() && !served.equals(List.of(profile.value()));
    String whom = others ? ", serving " + String.join(", ", served) : "";
    return "logged in to " + profile + how + whom;
  }
}
