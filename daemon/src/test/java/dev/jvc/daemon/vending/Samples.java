package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.profile.SessionPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Plans, requests and sessions to test with; every secret says what it is. */
final class Samples {

  static final String ACCOUNT = "111122223333";
  static final String MFA = "arn:aws:iam::111122223333:mfa/me";
  static final StsEndpoint STS = new StsEndpoint("eu-west-2", null);
  static final ProfileName PERSONAL = new ProfileName("personal");
  static final CallerIdentity USER =
      new CallerIdentity(ACCOUNT, "arn:aws:iam::111122223333:user/me");

  private static final AtomicLong SERIAL = new AtomicLong();

  private Samples() {}

  static RoleRequest role(String name) {
    return role(name, Duration.ofHours(1));
  }

  static RoleRequest role(String name, Duration duration) {
    return new RoleRequest(
        new RoleArn("arn:aws:iam::" + ACCOUNT + ":role/" + name),
        "me@laptop",
        duration,
        null,
        Map.of(),
        Set.of(),
        null);
  }

  static SessionPlan plan(String profile, RoleRequest... roles) {
    return plan(profile, "personal", MFA, roles);
  }

  static SessionPlan plan(
      String profile, String key, @Nullable String mfaSerial, RoleRequest... roles) {
    return new SessionPlan(
        new ProfileName(profile),
        new LoginRequest.SessionToken(
            new ProfileName(key), mfaSerial, LoginRequest.SessionToken.DEFAULT),
        "file",
        List.of(roles),
        STS,
        List.of());
  }

  static SessionPlan directPlan(String profile, RoleRequest role) {
    return new SessionPlan(
        new ProfileName(profile),
        new LoginRequest.DirectRole(new ProfileName(profile), MFA, role),
        "pass",
        List.of(),
        STS,
        List.of());
  }

  static CallerIdentity bearer(RoleRequest request) {
    return new CallerIdentity(
        request.role().accountId(),
        "arn:%s:sts::%s:assumed-role/%s/%s"
            .formatted(
                request.role().partition(),
                request.role().accountId(),
                request.role().roleName(),
                request.sessionName()));
  }

  static SessionCredentials session(CallerIdentity identity, Instant expiration) {
    long serial = SERIAL.incrementAndGet();
    return new SessionCredentials(
        new AccessKeyId("ASIA%016d".formatted(serial)),
        Secret.ofString("test-secret-" + serial),
        Secret.ofString("test-token-" + serial),
        expiration,
        identity);
  }
}
