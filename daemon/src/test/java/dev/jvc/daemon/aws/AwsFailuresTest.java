package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that the sandbox has no rule for, as AWS words them, over the wire. */
final class AwsFailuresTest {

  private static IssueException asSession(int status, String code, String text) throws IOException {
    try (RawServer server = RawServer.refusing(status, code, text);
        StsIssuer issuer = new StsIssuer(Map.of(), InstantSource.system())) {
      IssueException refused =
          assertThrows(
              IssueException.class,
              () ->
                  issuer.assumeRole(
                      Requests.unknownSession(), Requests.role("Developer"), server.sts()));
      assertEquals(1, server.requests().size());
      return refused;
    }
  }

  private static IssueException asBaseKey(
      LoginRequest request, int status, String code, String text) throws IOException {
    try (RawServer server = RawServer.refusing(status, code, text);
        StsLoginIssuer issuer = new StsLoginIssuer(Map.of(), InstantSource.system());
        MfaCode mfa = MfaCode.of("123456")) {
      IssueException refused =
          assertThrows(
              IssueException.class,
              () ->
                  issuer.login(Requests.unknownKey(), request, mfa, server.sts(), Requests.NOBODY));
      assertEquals(1, server.requests().size());
      return refused;
    }
  }

  private static void assertSays(
      IssueException refused, IssueException.Kind kind, ProblemCode code, String part) {
    String message = refused.problem().message();
    assertTrue(message.contains(part), message);
    assertFalse(message.contains("QUOTED"), message);
    assertEquals(kind, refused.kind());
    assertEquals(code, refused.problem().code());
    Sentences.assertFit(message);
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "403|ExpiredToken|QUOTED|PARENT_EXPIRED|LOGIN_EXPIRED|finds this login expired",
        "400|ExpiredTokenException|QUOTED|PARENT_EXPIRED|LOGIN_EXPIRED|finds this login expired",
        "403|InvalidClientTokenId|QUOTED|KEY_REJECTED|KEY_REJECTED|no longer accepts this login",
        "403|SignatureDoesNotMatch|QUOTED|TRANSIENT|AWS_UNEXPECTED|proxy that changes requests",
        "403|RequestExpired|QUOTED|REFUSED|AWS_REFUSED|clock wrong",
        "403|AccessDenied|User QUOTED is not authorized|REFUSED|AWS_REFUSED|trust policy",
        "400|ValidationError|The requested DurationSeconds exceeds the MaxSessionDuration set for this role.|REFUSED|AWS_REFUSED|lower duration_seconds",
        "400|ValidationError|exceeds the 1 hour session limit for roles assumed by role chaining|REFUSED|AWS_REFUSED|one hour here",
        "400|ValidationError|QUOTED at 'roleSessionName' failed|REFUSED|AWS_REFUSED|role_session_name",
        "400|MalformedPolicyDocument|QUOTED|REFUSED|AWS_REFUSED|invalid",
        "400|PackedPolicyTooLarge|QUOTED|REFUSED|AWS_REFUSED|session tags",
        "403|RegionDisabledException|QUOTED|REFUSED|AWS_REFUSED|region eu-west-2 is switched off",
        "400|Throttling|Rate exceeded|TRANSIENT|AWS_UNREACHABLE|throttles",
        "400|ThrottlingException|Rate exceeded|TRANSIENT|AWS_UNREACHABLE|throttles",
        "503|RequestLimitExceeded|QUOTED|TRANSIENT|AWS_UNREACHABLE|fails at present",
        "429|Whatever|QUOTED|TRANSIENT|AWS_UNREACHABLE|throttles",
        "500|InternalFailure|QUOTED|TRANSIENT|AWS_UNREACHABLE|fails at present",
        "403|OptInRequired|QUOTED|REFUSED|AWS_REFUSED|(OptInRequired)",
        "403|not a code at all|QUOTED|TRANSIENT|AWS_UNEXPECTED|is not sts",
      })
  void aRefusedSession(
      int status,
      String awsCode,
      String text,
      IssueException.Kind kind,
      ProblemCode code,
      String part)
      throws IOException {
    assertSays(asSession(status, awsCode, text), kind, code, part);
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "403|InvalidClientTokenId|QUOTED|KEY_REJECTED|KEY_REJECTED|store the present key",
        "403|SignatureDoesNotMatch|QUOTED|KEY_REJECTED|KEY_REJECTED|secret stored for key ****MPLE",
        "403|AccessDenied|MultiFactorAuthentication failed with invalid MFA one time pass code.|MFA_REJECTED|MFA_REJECTED|wait for the next one",
        "403|AccessDenied|MultiFactorAuthentication failed, unable to validate MFA code. QUOTED|MFA_REJECTED|MFA_REJECTED|correct mfa_serial",
        "403|AccessDenied|Cannot call GetSessionToken with session credentials|REFUSED|AWS_REFUSED|is temporary",
        "403|AccessDenied|QUOTED with an explicit deny|REFUSED|AWS_REFUSED|session: direct",
        "403|ExpiredToken|QUOTED|REFUSED|AWS_REFUSED|is temporary",
        "400|ValidationError|1 validation error: QUOTED at 'serialNumber' failed|REFUSED|AWS_REFUSED|correct mfa_serial",
      })
  void aRefusedLogin(
      int status,
      String awsCode,
      String text,
      IssueException.Kind kind,
      ProblemCode code,
      String part)
      throws IOException {
    LoginRequest login = Requests.login("arn:aws:iam::111122223333:mfa/me");
    assertSays(asBaseKey(login, status, awsCode, text), kind, code, part);
  }

  @ParameterizedTest
  @CsvSource({"AccessDenied,REFUSED,trust policy", "ExpiredToken,REFUSED,is temporary"})
  void aRefusedDirectLogin(String awsCode, IssueException.Kind kind, String part)
      throws IOException {
    LoginRequest direct =
        new LoginRequest.DirectRole(
            Requests.KEY,
            "arn:aws:iam::111122223333:mfa/me",
            Requests.role("Developer", Duration.ofHours(8), null));
    assertSays(asBaseKey(direct, 403, awsCode, "QUOTED"), kind, ProblemCode.AWS_REFUSED, part);
  }

  @ParameterizedTest
  @CsvSource({"false,''", "true,arn:aws:iam::111122223333:mfa/me"})
  void aDeviceIsAskedForOnlyWhenThereIsNone(boolean device, String serial) throws IOException {
    LoginRequest login = Requests.login(device ? serial : null);
    String text = "MultiFactorAuthentication failed, must provide both MFA serial number and code";
    assertSays(
        asBaseKey(login, 403, "AccessDenied", text),
        IssueException.Kind.MFA_REJECTED,
        ProblemCode.MFA_REJECTED,
        device ? "correct mfa_serial" : "set mfa_serial");
  }
}
