package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a session is what was asked for, so that nothing else is ever handed out. */
final class IssuedCheck {

  /** By how much AWS's clock may be ahead of this machine's; AWS refuses signatures beyond it. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String CHECK_CLOCK = ": check this machine's clock";

  private IssuedCheck() {}

  /** What is wrong with a role session that was obtained with temporary credentials. */
  static Optional<Problem> role(SessionCredentials issued, RoleRequest request, Instant now) {
    return contents(issued, request.chainedDuration(), now)
        .or(() -> bearer(issued.identity(), request.role()));
  }

  /** What is wrong with the session of a login. */
  static Optional<Problem> login(SessionCredentials issued, LoginRequest request, Instant now) {
    return contents(issued, request.duration(), now)
        .or(() ->
            switch (request) {
              case LoginRequest.DirectRole direct ->
                  bearer(issued.identity(), direct.role().role());
              case LoginRequest.SessionToken token -> user(issued.identity(), token.mfaSerial());
            });
  }

  private static Optional<Problem> contents(
      SessionCredentials issued, Duration asked, Instant now) {
    if (issued.secretAccessKey().isEmpty() || issued.sessionToken().isEmpty()) {
      return wrong("AWS answered without credentials: try again");
    }
    if (!issued.expiration().isAfter(now.plus(RefreshSchedule.FLOOR))) {
      return wrong("AWS answered with a session that has ended" + CHECK_CLOCK);
    }
    if (issued.expiration().isAfter(now.plus(asked).plus(TOLERANCE))) {
      return wrong("AWS answered with a session that lasts longer than asked for" + CHECK_CLOCK);
    }
    return Optional.empty();
  }

  /** {@code arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/SESSION}, without the role's path. */
  private static Optional<Problem> bearer(CallerIdentity identity, RoleArn role) {
    String expected =
        "arn:"
            + role.partition()
            + ":sts::"
            + role.accountId()
            + ":assumed-role/"
            + role.roleName()
            + "/";
    return identity.accountId().equals(role.accountId()) && identity.arn().startsWith(expected)
        ? Optional.empty()
        : wrong("AWS answered with another role than " + role + ": check the endpoint");
  }

  private static Optional<Problem> user(CallerIdentity identity, @Nullable String mfaSerial) {
    String[] parts = identity.arn().split(":", 6);
    if (parts.length != 6 || !parts[4].equals(identity.accountId())) {
      return wrong("the session's account and its owner do not agree: check the endpoint");
    }
    // A hardware device has a bare serial number, which names no account.
    String[] serial = mfaSerial == null ? new String[0] : mfaSerial.split(":", 6);
    return serial.length == 6 && !serial[4].equals(identity.accountId())
        ? wrong(
            "the key belongs to account "
                + identity.accountId()
                + " but the MFA device to "
                + serial[4]
                + ": correct mfa_serial or the key")
        : Optional.empty();
  }

  private static Optional<Problem> wrong(String message) {
    return Optional.of(Problem.of(ProblemCode.AWS_UNEXPECTED, message));
  }
}
