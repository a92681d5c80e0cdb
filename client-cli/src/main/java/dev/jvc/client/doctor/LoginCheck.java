package dev.jvc.client.doctor;

import dev.jvc.client.protocol.Status;
import dev.jvc.client.terminal.Times;
import java.util.ArrayList;
import java.util.List;

/** The logins that hold, and sessions that cannot be renewed. */
final class LoginCheck implements Check {

  private static final String NAME = "login";

  private final DaemonState daemon;
  private final Times times;

  LoginCheck(DaemonState daemon, Times times) {
    this.daemon = daemon;
    this.times = times;
  }

  @Override
  public List<Finding> look() {
    if (!(daemon instanceof DaemonState.Running running)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    Status status = running.status();
    for (Status.Login login : status.logins()) {
      findings.add(
          new Finding.Ok(
              NAME,
              "key "
                  + login.key()
                  + " is logged in until "
                  + times.clockTime(login.expiration())
                  + " ("
                  + times.left(login.expiration())
                  + ")",
              List.of()));
    }
    for (Status.Session session : status.sessions()) {
      if (!session.lastError().isEmpty()) {
        Sentence sentence = Sentence.of(session.lastError());
        findings.add(
            Finding.warning(
                NAME,
                "profile " + session.profile() + " fails: " + sentence.title(),
                sentence.remedy()));
      }
    }
    if (!status.awsReachable()) {
      findings.add(Finding.warning(NAME, "AWS did not answer the daemon's last call", ""));
    }
    if (status.logins().isEmpty()) {
      findings.add(Finding.warning(NAME, "nobody is logged in", "jvc login PROFILE"));
    }
    return findings;
  }
}
