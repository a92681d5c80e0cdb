package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/** Requests and answers, between the SDK's words and ours. */
final class Answers {

  private Answers() {}

  /**
   * @param duration what to ask for, which depends on the credentials that the call is made with
   */
  static AssumeRoleRequest.Builder request(RoleRequest role, Duration duration) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder()
            .roleArn(role.role().value())
            .roleSessionName(role.sessionName())
            .durationSeconds(Math.toIntExact(duration.toSeconds()))
            .externalId(role.externalId())
            .sourceIdentity(role.sourceIdentity());
    if (!role.tags().isEmpty()) {
      request.tags(
          role.tags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
      request.transitiveTagKeys(role.transitiveTagKeys());
    }
    return request;
  }

  /** The session of an {@code AssumeRole}, whose bearer the answer names. */
  static SessionCredentials session(AssumeRoleResponse answer, Subject subject)
      throws IssueException {
    AssumedRoleUser user = answer.assumedRoleUser();
    String arn = user == null ? null : user.arn();
    String[] parts = arn == null ? new String[0] : arn.split(":", 6);
    if (arn == null || parts.length != 6) {
      throw incomplete(subject);
    }
    return session(answer.credentials(), new CallerIdentity(parts[4], arn), subject);
  }

  static SessionCredentials session(
      @Nullable Credentials credentials, CallerIdentity identity, Subject subject)
      throws IssueException {
    if (credentials == null) {
      throw incomplete(subject);
    }
    String id = credentials.accessKeyId();
    String secret = credentials.secretAccessKey();
    String token = credentials.sessionToken();
    Instant expiration = credentials.expiration();
    if (isBlank(id) || isBlank(secret) || isBlank(token) || expiration == null) {
      throw incomplete(subject);
    }
    try {
      return new SessionCredentials(
          new AccessKeyId(id),
          Secret.ofString(secret),
          Secret.ofString(token),
          expiration,
          identity);
    } catch (IllegalArgumentException notAnId) {
      throw NetworkFailures.notSts(subject, notAnId);
    }
  }

  static IssueException incomplete(Subject subject) {
    return NetworkFailures.notSts(subject, new IllegalStateException("the answer is incomplete"));
  }

  static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
