package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tests ask STS for. */
final class Requests {

  static final ProfileName KEY = new ProfileName("personal");
  static final CallerIdentity NOBODY =
      new CallerIdentity("111122223333", "arn:aws:iam::111122223333:user/me");

  private Requests() {}

  static RoleRequest role(String name) {
    return role(name, Duration.ofHours(1), null);
  }

  static RoleRequest role(String name, Duration duration, @Nullable String externalId) {
    return new RoleRequest(
        new RoleArn("arn:aws:iam::111122223333:role/" + name),
        "me@laptop",
        duration,
        externalId,
        Map.of(),
        Set.of(),
        null);
  }

  static LoginRequest.SessionToken login(@Nullable String mfaSerial) {
    return new LoginRequest.SessionToken(KEY, mfaSerial, Duration.ofHours(12));
  }

  /** A key that no server knows, for servers that do not look. */
  static BaseKey unknownKey() {
    return new BaseKey(
        new AccessKeyId("AKIAIOSFODNN7EXAMPLE"), Secret.ofString("test-secret-of-nobody"));
  }

  static SessionCredentials unknownSession() {
    return new SessionCredentials(
        new AccessKeyId("ASIAIOSFODNN7EXAMPLE"),
        Secret.ofString("test-secret-of-nobody"),
        Secret.ofString("test-token-of-nobody"),
        Instant.parse("2030-01-01T00:00:00Z"),
        NOBODY);
  }
}
