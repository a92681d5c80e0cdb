package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.RoleRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says in words what a plan does, one line for each step. */
public final class PlanDescription {

  private PlanDescription() {}

  /** The steps in order, without numbers, none of them secret. */
  public static List<String> steps(SessionPlan plan) {
    List<String> steps = new ArrayList<>();
    LoginRequest login = plan.login();
    steps.add(
        plan.store().equals("auto")
            ? "open key " + login.key() + " in whichever store holds it"
            : "open key " + login.key() + " in the " + plan.store() + " store");
    steps.add(login(plan));
    for (RoleRequest role : plan.roles()) {
      steps.add(assume(role, role.chainedDuration()));
    }
    steps.add("serve it to clients of profile " + plan.profile());
    return steps;
  }

  private static String login(SessionPlan plan) {
    String serial = plan.login().mfaSerial();
    String mfa = serial == null ? "without MFA" : "with MFA device " + serial;
    return switch (plan.login()) {
      case LoginRequest.SessionToken token ->
          "GetSessionToken "
              + place(plan)
              + " "
              + mfa
              + ", for "
              + Durations.text(token.duration());
      case LoginRequest.DirectRole direct ->
          assume(direct.role(), direct.duration()) + ", " + place(plan) + " " + mfa;
    };
  }

  private static String place(SessionPlan plan) {
    URI override = plan.sts().override();
    return override == null
        ? "in " + plan.sts().region()
        : "in " + plan.sts().region() + " at " + override;
  }

  private static String assume(RoleRequest role, Duration duration) {
    StringBuilder text =
        new StringBuilder("AssumeRole " + role.role() + " for " + Durations.text(duration));
    if (duration.compareTo(role.duration()) < 0) {
      text.append(
          " (" + Durations.text(role.duration()) + " asked for; AWS gives no more from a session)");
    }
    text.append(" as session ").append(role.sessionName());
    if (role.externalId() != null) {
      text.append(", external id ").append(role.externalId());
    }
    if (role.sourceIdentity() != null) {
      text.append(", source identity ").append(role.sourceIdentity());
    }
    if (!role.tags().isEmpty()) {
      Map<String, String> sorted = new TreeMap<>(role.tags());
      text.append(", tags ").append(sorted);
    }
    if (!role.transitiveTagKeys().isEmpty()) {
      text.append(", passed on ").append(new TreeSet<>(role.transitiveTagKeys()));
    }
    return text.toString();
  }
}
