package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What each failure of AWS means, and the sentence that tells a person.
 *
 * <p>Codes: "Common Errors" and the error lists of {@code AssumeRole} and {@code GetSessionToken}
 * in the STS API reference. AWS's own texts are read for telling cases apart and never passed on,
 * because they quote policies and identities.
 */
final class AwsFailures {

  /**
   * STS refuses signatures that are off by more than five minutes; a little less is no accident.
   */
  private static final Duration NOTABLE_SKEW = Duration.ofMinutes(4);

  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z][A-Za-z0-9.]{0,63}");

  private final InstantSource clock;

  AwsFailures(InstantSource clock) {
    this.clock = clock;
  }

  IssueException of(SdkException failure, Subject subject) {
    return failure instanceof AwsServiceException answered
        ? answered(answered, subject)
        : NetworkFailures.of(failure, subject);
  }

  private IssueException answered(AwsServiceException failure, Subject subject) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    String text = details == null || details.errorMessage() == null ? "" : details.errorMessage();
    if (failure.statusCode() >= 500) {
      return unreachable(subject.host() + " fails at present: try again later", failure);
    }
    if (failure.statusCode() == 429 || failure.isThrottlingException()) {
      return unreachable(
          subject.host() + " throttles this account at present: try again in a minute", failure);
    }
    return switch (code) {
      case "InvalidClientTokenId", "UnrecognizedClientException" -> unknownKey(subject, failure);
      case "SignatureDoesNotMatch", "RequestExpired", "RequestTimeTooSkewed" ->
          badSignature(code, details, subject, failure);
      case "ExpiredToken", "ExpiredTokenException" -> expired(subject, failure);
      case "AccessDenied", "AccessDeniedException" -> denied(text, subject, failure);
      case "ValidationError", "MalformedPolicyDocument" -> invalid(text, subject, failure);
      case "RegionDisabledException" ->
          refused(
              "region "
                  + subject.sts().region()
                  + " is switched off in this account: set another region for the profile,"
                  + " or switch it on in the account settings",
              failure);
      case "PackedPolicyTooLarge", "PackedPolicyTooLargeException" ->
          refused("the session tags of " + subject.named() + " are too large: use fewer", failure);
      default ->
          ERROR_CODE.matcher(code).matches()
              ? refused(
                  "AWS refuses " + subject.named() + " (" + code + "): check the profile", failure)
              : NetworkFailures.notSts(subject, failure);
    };
  }

  private static IssueException unknownKey(Subject subject, Throwable cause) {
    return new IssueException(
        Kind.KEY_REJECTED,
        Problem.of(
            ProblemCode.KEY_REJECTED,
            switch (subject.bearer()) {
              case BASE_KEY ->
                  "AWS does not know "
                      + subject.keyNamed()
                      + ", or it is inactive: store the present key with jvc add";
              case SESSION -> "AWS no longer accepts this login: log in again with jvc login";
            }),
        cause);
  }

  private IssueException badSignature(
      String code, AwsErrorDetails details, Subject subject, Throwable cause) {
    Duration ahead = clockAhead(details).orElse(Duration.ZERO);
    if (ahead.abs().compareTo(NOTABLE_SKEW) > 0 || !code.equals("SignatureDoesNotMatch")) {
      return refused(
          ahead.isZero()
              ? "AWS finds this machine's clock wrong: set it"
              : "this machine's clock is "
                  + ahead.abs().plusSeconds(30).toMinutes()
                  + (ahead.isPositive() ? " minutes ahead of" : " minutes behind")
                  + " AWS: set it",
          cause);
    }
    return switch (subject.bearer()) {
      case BASE_KEY ->
          new IssueException(
              Kind.KEY_REJECTED,
              Problem.of(
                  ProblemCode.KEY_REJECTED,
                  "the secret stored for "
                      + subject.keyNamed()
                      + " is wrong: store the key again with jvc add"),
              cause);
      case SESSION ->
          new IssueException(
              Kind.TRANSIENT,
              Problem.of(
                  ProblemCode.AWS_UNEXPECTED,
                  subject.host()
                      + " refuses the signature: check for a proxy that changes requests"),
              cause);
    };
  }

  /** By how much this machine's clock is ahead of the one that stamped the answer. */
  private Optional<Duration> clockAhead(AwsErrorDetails details) {
    try {
      return Optional.ofNullable(details.sdkHttpResponse())
          .flatMap(answer -> answer.firstMatchingHeader(BoundedHttpClient.DATE))
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
          .map(date -> Duration.between(date, clock.instant()));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static IssueException expired(Subject subject, Throwable cause) {
    return switch (subject.bearer()) {
      case SESSION ->
          new IssueException(
              Kind.PARENT_EXPIRED,
              Problem.of(
                  ProblemCode.LOGIN_EXPIRED,
                  "AWS finds this login expired: log in again with jvc login"),
              cause);
      case BASE_KEY ->
          refused(subject.keyNamed() + " is temporary: store a long-term key with jvc add", cause);
    };
  }

  private static IssueException denied(String text, Subject subject, Throwable cause) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("multifactorauthentication failed")) {
      return new IssueException(
          Kind.MFA_REJECTED,
          Problem.of(ProblemCode.MFA_REJECTED, mfaSentence(lower, subject)),
          cause);
    }
    if (lower.contains("session credentials")) {
      return refused(
          subject.keyNamed() + " is temporary: store a long-term key with jvc add", cause);
    }
    if (subject.role() == null) {
      return refused(
          "AWS denies this call to "
              + subject.named()
              + ": its user's policies have to allow it, or set session: direct for the profile",
          cause);
    }
    return refused(
        "AWS denies "
            + subject.named()
            + ": check role_arn, external_id and mfa_serial against the role's trust policy",
        cause);
  }

  private static String mfaSentence(String lowerCaseText, Subject subject) {
    if (lowerCaseText.contains("one time pass code") && lowerCaseText.contains("invalid")) {
      return "AWS does not accept this MFA code: wait for the next one and try again";
    }
    return subject.mfaSerial() == null
        ? "AWS wants an MFA code: set mfa_serial for the profile"
        : "AWS cannot check MFA device "
            + subject.mfaSerial()
            + " for "
            + subject.keyNamed()
            + ": correct mfa_serial";
  }

  private static IssueException invalid(String text, Subject subject, Throwable cause) {
    String lower = text.toLowerCase(Locale.ROOT);
    String sentence;
    if (lower.contains("maxsessionduration")) {
      sentence = subject.named() + " allows shorter sessions only: lower duration_seconds";
    } else if (lower.contains("chaining")) {
      sentence = subject.named() + " allows one hour here: lower duration_seconds to 3600";
    } else if (lower.contains("serialnumber")) {
      sentence = "AWS finds MFA device " + subject.mfaSerial() + " invalid: correct mfa_serial";
    } else {
      sentence =
          "AWS finds the request for "
              + subject.named()
              + " invalid: check duration_seconds, role_session_name, external_id and tags";
    }
    return refused(sentence, cause);
  }

  private static IssueException unreachable(String sentence, Throwable cause) {
    return new IssueException(
        Kind.TRANSIENT, Problem.of(ProblemCode.AWS_UNREACHABLE, sentence), cause);
  }

  private static IssueException refused(String sentence, Throwable cause) {
    return new IssueException(Kind.REFUSED, Problem.of(ProblemCode.AWS_REFUSED, sentence), cause);
  }
}
