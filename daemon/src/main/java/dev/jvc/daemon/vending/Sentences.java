package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import java.util.regex.Pattern;

/** What vending has to say to a person. */
final class Sentences {

  private static final Pattern PLAIN_WORD = Pattern.compile("[\\w@%+=:,./][\\w@%+=:,./-]*");

  private Sentences() {}

  static Problem loginNeeded(ProfileName profile) {
    return login(ProblemCode.LOGIN_NEEDED, "profile " + profile + " needs a login", profile);
  }

  static Problem loginEnded(ProfileName profile) {
    return login(
        ProblemCode.LOGIN_EXPIRED, "the login of profile " + profile + " has ended", profile);
  }

  static Problem loginRefused(ProfileName profile) {
    return login(
        ProblemCode.LOGIN_EXPIRED,
        "AWS no longer accepts the login of profile " + profile,
        profile);
  }

  private static Problem login(ProblemCode code, String what, ProfileName profile) {
    String command = "jvc login " + word(profile);
    return new Problem(code, what + ": run " + command, command);
  }

  static Problem pending(ProfileName profile) {
    return Problem.of(
        ProblemCode.PENDING,
        "credentials of profile " + profile + " are being fetched from AWS: try again in a moment");
  }

  static Problem loginInProgress(ProfileName key, long pid) {
    return Problem.of(
        ProblemCode.LOGIN_IN_PROGRESS,
        "process " + pid + " is logging in with key " + key + " already: finish or end it there");
  }

  static Problem ticketUnknown() {
    return Problem.of(
        ProblemCode.TICKET_UNKNOWN,
        "this ticket was used, given up or has run out: start the command again");
  }

  static Problem tooManyTickets() {
    return Problem.of(
        ProblemCode.TOO_MANY_REQUESTS,
        "too many commands wait for a passphrase or a code: finish or end one of them");
  }

  static Problem badRequest(String message) {
    return Problem.of(ProblemCode.BAD_REQUEST, message);
  }

  /** The name as one word of a shell command. */
  static String word(ProfileName profile) {
    return PLAIN_WORD.matcher(profile.value()).matches()
        ? profile.value()
        : "'" + profile.value().replace("'", "'\\''") + "'";
  }
}
