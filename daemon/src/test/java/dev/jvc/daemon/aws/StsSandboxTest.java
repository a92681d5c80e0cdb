package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.vending.IdentityChecker.Identity;
import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.fault.Effect;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StsSandboxTest {

  private final Sandbox aws = Sandbox.start(World.example());
  private final StsEndpoint sts = new StsEndpoint("eu-west-2", aws.endpoint());
  private final StsLoginIssuer logins = new StsLoginIssuer(Map.of(), InstantSource.system());
  private final StsIssuer roles = new StsIssuer(Map.of(), InstantSource.system());

  @AfterEach
  void stop() {
    roles.close();
    logins.close();
    aws.close();
  }

  private BaseKey key(String user) {
    AccessKey key = aws.world().user(user).key();
    return new BaseKey(new AccessKeyId(key.id()), Secret.ofString(key.secret()));
  }

  private String device() {
    return aws.world().user("me").mfa().serial();
  }

  private MfaCode code() {
    return MfaCode.of(aws.world().user("me").mfa().nextUnusedCode());
  }

  private SessionCredentials login() throws IssueException {
    try (BaseKey key = key("me");
        MfaCode code = code()) {
      return logins.login(key, Requests.login(device()), code, sts, logins.identity(key, sts));
    }
  }

  private static void assertLasts(Duration expected, SessionCredentials session) {
    Duration left = Duration.between(InstantSource.system().instant(), session.expiration());
    assertTrue(left.compareTo(expected) <= 0, "lasts " + left);
    assertTrue(left.compareTo(expected.minusSeconds(30)) > 0, "lasts " + left);
  }

  @Test
  void aLoginIsOneCallAndBelongsToTheUser() throws IssueException {
    SessionCredentials session = login();
    assertEquals(
        new CallerIdentity("111122223333", "arn:aws:iam::111122223333:user/me"),
        session.identity());
    assertLasts(Duration.ofHours(12), session);
    assertEquals(1, aws.calls("GetSessionToken"));
    assertEquals(1, aws.calls().mfaCodesSeen());
  }

  @Test
  void aLoginWithoutADeviceSendsNoCode() throws IssueException {
    try (BaseKey key = key("robot")) {
      SessionCredentials session =
          logins.login(key, Requests.login(null), null, sts, logins.identity(key, sts));
      assertEquals("arn:aws:iam::111122223333:user/robot", session.identity().arn());
      assertEquals(0, aws.calls().mfaCodesSeen());
    }
  }

  @Test
  void aDirectLoginIsARoleSessionOfManyHours() throws IssueException {
    RoleRequest developer = Requests.role("Developer", Duration.ofHours(8), null);
    try (BaseKey key = key("me");
        MfaCode code = code()) {
      SessionCredentials session =
          logins.login(
              key,
              new LoginRequest.DirectRole(Requests.KEY, device(), developer),
              code,
              sts,
              Requests.NOBODY);
      assertEquals(
          "arn:aws:sts::111122223333:assumed-role/Developer/me@laptop", session.identity().arn());
      assertLasts(Duration.ofHours(8), session);
    }
  }

  @Test
  void aRoleIsAssumedForAnHourAtMost() throws IssueException {
    SessionCredentials session =
        roles.assumeRole(login(), Requests.role("Developer", Duration.ofHours(8), null), sts);
    assertEquals(
        new CallerIdentity(
            "111122223333", "arn:aws:sts::111122223333:assumed-role/Developer/me@laptop"),
        session.identity());
    assertLasts(Duration.ofHours(1), session);
  }

  @Test
  void aChainIsOneRoleAfterTheOther() throws IssueException {
    SessionCredentials developer = roles.assumeRole(login(), Requests.role("Developer"), sts);
    SessionCredentials admin = roles.assumeRole(developer, Requests.role("Admin"), sts);
    Identity identity = roles.identity(admin, sts);
    assertEquals("111122223333", identity.account());
    assertEquals("arn:aws:sts::111122223333:assumed-role/Admin/me@laptop", identity.arn());
    assertTrue(identity.userId().endsWith(":me@laptop"), identity.userId());
  }

  @Test
  void everythingARequestNamesReachesSts() throws IssueException {
    RoleRequest partner =
        new RoleRequest(
            new RoleArn("arn:aws:iam::111122223333:role/Partner"),
            "nightly",
            Duration.ofMinutes(15),
            "partner-42",
            Map.of("team", "blue"),
            Set.of("team"),
            "me");
    assertLasts(Duration.ofMinutes(15), roles.assumeRole(login(), partner, sts));
    Map<String, String> sent = aws.calls().recent().getLast().parameters();
    assertEquals("partner-42", sent.get("ExternalId"));
    assertEquals("nightly", sent.get("RoleSessionName"));
    assertEquals("900", sent.get("DurationSeconds"));
    assertEquals("me", sent.get("SourceIdentity"));
    assertTrue(Set.copyOf(sent.values()).containsAll(List.of("team", "blue")), sent.toString());
    assertEquals("eu-west-2", aws.calls().recent().getLast().region());
  }

  /** A way to be refused, and what is made of it. */
  record Refusal(Kind kind, ProblemCode code, String sentence, Attempt attempt) {}

  @FunctionalInterface
  interface Attempt {
    void make(StsSandboxTest test) throws IssueException;
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(
            "wrong code",
            Kind.MFA_REJECTED,
            ProblemCode.MFA_REJECTED,
            "AWS does not accept this MFA code: wait for the next one and try again",
            test -> test.loginWith(test.key("me"), test.device(), "000000")),
        refusal(
            "somebody else's device",
            Kind.MFA_REJECTED,
            ProblemCode.MFA_REJECTED,
            "AWS cannot check MFA device arn:aws:iam::111122223333:mfa/other for key ****",
            test ->
                test.loginWith(test.key("me"), "arn:aws:iam::111122223333:mfa/other", "123456")),
        refusal(
            "wrong secret",
            Kind.KEY_REJECTED,
            ProblemCode.KEY_REJECTED,
            "the secret stored for key ****",
            test ->
                test.logins.identity(
                    new BaseKey(test.key("me").id(), Secret.ofString("test-wrong")), test.sts)),
        refusal(
            "unknown key",
            Kind.KEY_REJECTED,
            ProblemCode.KEY_REJECTED,
            "AWS does not know key ****MPLE, or it is inactive: store the present key with jvc add",
            test -> test.logins.identity(Requests.unknownKey(), test.sts)),
        refusal(
            "session of a deleted user",
            Kind.KEY_REJECTED,
            ProblemCode.KEY_REJECTED,
            "AWS no longer accepts this login",
            test ->
                test.roles.assumeRole(
                    Requests.unknownSession(), Requests.role("Developer"), test.sts)),
        refusal(
            "role without trust",
            Kind.REFUSED,
            ProblemCode.AWS_REFUSED,
            "AWS denies role arn:aws:iam::111122223333:role/Admin: check role_arn",
            test -> test.roles.assumeRole(test.login(), Requests.role("Admin"), test.sts)),
        refusal(
            "missing external id",
            Kind.REFUSED,
            ProblemCode.AWS_REFUSED,
            "AWS denies role arn:aws:iam::111122223333:role/Partner",
            test -> test.roles.assumeRole(test.login(), Requests.role("Partner"), test.sts)),
        refusal(
            "longer than the role allows",
            Kind.REFUSED,
            ProblemCode.AWS_REFUSED,
            "role arn:aws:iam::111122223333:role/NoMfa allows shorter sessions only",
            test ->
                test.logins.login(
                    test.key("robot"),
                    new LoginRequest.DirectRole(
                        Requests.KEY, null, Requests.role("NoMfa", Duration.ofHours(4), null)),
                    null,
                    test.sts,
                    Requests.NOBODY)));
  }

  private static Arguments refusal(
      String name, Kind kind, ProblemCode code, String sentence, Attempt attempt) {
    return Arguments.of(name, new Refusal(kind, code, sentence, attempt));
  }

  private void loginWith(BaseKey key, String serial, String digits) throws IssueException {
    try (MfaCode code = MfaCode.of(digits)) {
      logins.login(key, Requests.login(serial), code, sts, Requests.NOBODY);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void aRefusalSaysWhatToDo(String name, Refusal expected) {
    IssueException refused =
        assertThrows(IssueException.class, () -> expected.attempt().make(this));
    assertTrue(
        refused.problem().message().startsWith(expected.sentence()), refused.problem().message());
    assertEquals(expected.kind(), refused.kind());
    assertEquals(expected.code(), refused.problem().code());
    Sentences.assertFit(refused.problem().message());
  }

  @Test
  void aCodeIsAcceptedOnce() throws IssueException {
    String digits = aws.world().user("me").mfa().nextUnusedCode();
    loginWith(key("me"), device(), digits);
    IssueException refused =
        assertThrows(IssueException.class, () -> loginWith(key("me"), device(), digits));
    assertEquals(Kind.MFA_REJECTED, refused.kind());
  }

  /** A fault, and what is made of it. */
  record Failure(Fault fault, ProblemCode code, String sentence) {}

  static Stream<Failure> faults() {
    return Stream.of(
        new Failure(Fault.down(), ProblemCode.AWS_UNREACHABLE, "127.0.0.1 cannot be reached"),
        new Failure(Fault.throttled(), ProblemCode.AWS_UNREACHABLE, "127.0.0.1 throttles"),
        new Failure(Fault.serverError(500), ProblemCode.AWS_UNREACHABLE, "127.0.0.1 fails"),
        new Failure(Fault.serverError(503), ProblemCode.AWS_UNREACHABLE, "127.0.0.1 fails"),
        new Failure(
            Fault.garbage(Effect.Garbage.Kind.CAPTIVE_PORTAL),
            ProblemCode.AWS_UNEXPECTED,
            "what answers as 127.0.0.1 is not sts: sign in"),
        new Failure(
            Fault.garbage(Effect.Garbage.Kind.TRUNCATED),
            ProblemCode.AWS_UNEXPECTED,
            "what answers as 127.0.0.1 is not sts"),
        new Failure(
            Fault.garbage(Effect.Garbage.Kind.EMPTY),
            ProblemCode.AWS_UNEXPECTED,
            "what answers as 127.0.0.1 is not sts"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsTransientAndTheMfaCodeIsSentOnce(Failure expected) throws IssueException {
    SessionCredentials login = login();
    aws.calls().reset();
    aws.faults().inject(expected.fault());
    IssueException role =
        assertThrows(
            IssueException.class, () -> roles.assumeRole(login, Requests.role("Developer"), sts));
    IssueException again = assertThrows(IssueException.class, this::failingLogin);
    for (IssueException failure : List.of(role, again)) {
      assertEquals(Kind.TRANSIENT, failure.kind());
      assertEquals(expected.code(), failure.problem().code());
      assertTrue(
          failure.problem().message().startsWith(expected.sentence()), failure.problem().message());
      Sentences.assertFit(failure.problem().message());
    }
    assertEquals(1, aws.calls().mfaCodesSeen());
    assertEquals(1, aws.calls("AssumeRole"));
    aws.faults().clear();
    assertFalse(login().sessionToken().isEmpty());
  }

  private void failingLogin() throws IssueException {
    loginWith(key("me"), device(), aws.world().user("me").mfa().nextUnusedCode());
  }

  @Test
  void aWrongClockIsNamedWithItsDirection() {
    aws.faults().inject(Fault.wrongClock(Duration.ofMinutes(30)));
    assertRefusedForTheClock("this machine's clock is 30 minutes behind AWS: set it");
    aws.faults().clear();
    aws.faults().inject(Fault.wrongClock(Duration.ofMinutes(-30)));
    assertRefusedForTheClock("this machine's clock is 30 minutes ahead of AWS: set it");
  }

  private void assertRefusedForTheClock(String sentence) {
    try (StsLoginIssuer fresh = new StsLoginIssuer(Map.of(), InstantSource.system())) {
      IssueException refused =
          assertThrows(IssueException.class, () -> fresh.identity(key("me"), sts));
      assertEquals(Kind.REFUSED, refused.kind());
      assertEquals(sentence, refused.problem().message());
    }
  }

  @Test
  void anExpiredAnswerIsPassedOnForTheCheckThatRefusesIt() throws IssueException {
    SessionCredentials login = login();
    aws.faults().inject(Fault.expired());
    SessionCredentials session = roles.assumeRole(login, Requests.role("Developer"), sts);
    Instant now = InstantSource.system().instant();
    assertTrue(session.expiration().isBefore(now));
  }
}
