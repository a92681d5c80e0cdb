package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.profile.SessionPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SessionKeyTest {

  private static final RoleRequest ROLE = role("Developer", "me", 60, null, Map.of(), null);
  private static final SessionPlan PLAN =
      plan("a", "key", Samples.MFA, 12, "eu-west-2", null, ROLE);

  private static RoleRequest role(
      String name,
      String sessionName,
      long minutes,
      @Nullable String externalId,
      Map<String, String> tags,
      @Nullable String sourceIdentity) {
    return new RoleRequest(
        new RoleArn("arn:aws:iam::111122223333:role/" + name),
        sessionName,
        Duration.ofMinutes(minutes),
        externalId,
        tags,
        Set.of(),
        sourceIdentity);
  }

  private static SessionPlan plan(
      String profile,
      String key,
      @Nullable String mfa,
      long loginHours,
      String region,
      @Nullable String endpoint,
      RoleRequest... roles) {
    return new SessionPlan(
        new ProfileName(profile),
        new LoginRequest.SessionToken(new ProfileName(key), mfa, Duration.ofHours(loginHours)),
        "file",
        List.of(roles),
        new StsEndpoint(region, endpoint == null ? null : URI.create(endpoint)),
        List.of());
  }

  static Stream<Arguments> differences() {
    RoleRequest transitive =
        new RoleRequest(
            ROLE.role(), "me", Duration.ofHours(1), null, Map.of("a", "b"), Set.of("a"), null);
    return Stream.of(
        Arguments.of("key", plan("a", "other", Samples.MFA, 12, "eu-west-2", null, ROLE)),
        Arguments.of("no mfa", plan("a", "key", null, 12, "eu-west-2", null, ROLE)),
        Arguments.of("mfa", plan("a", "key", Samples.MFA + "2", 12, "eu-west-2", null, ROLE)),
        Arguments.of("region", plan("a", "key", Samples.MFA, 12, "eu-west-1", null, ROLE)),
        Arguments.of(
            "endpoint", plan("a", "key", Samples.MFA, 12, "eu-west-2", "http://127.0.0.1:1", ROLE)),
        Arguments.of("role", with(role("ReadOnly", "me", 60, null, Map.of(), null))),
        Arguments.of("session name", with(role("Developer", "you", 60, null, Map.of(), null))),
        Arguments.of("duration", with(role("Developer", "me", 30, null, Map.of(), null))),
        Arguments.of("external id", with(role("Developer", "me", 60, "x1", Map.of(), null))),
        Arguments.of("tags", with(role("Developer", "me", 60, null, Map.of("a", "b"), null))),
        Arguments.of("transitive tags", with(transitive)),
        Arguments.of("source identity", with(role("Developer", "me", 60, null, Map.of(), "me"))),
        Arguments.of("longer chain", with(ROLE, ROLE)),
        Arguments.of("chain", with(role("Admin", "me", 60, null, Map.of(), null), ROLE)));
  }

  private static SessionPlan with(RoleRequest... roles) {
    return plan("a", "key", Samples.MFA, 12, "eu-west-2", null, roles);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void whateverChangesTheAnswerChangesTheKey(String what, SessionPlan other) {
    assertNotEquals(SessionKey.of(PLAN), SessionKey.of(other), what);
  }

  @Test
  void whatDoesNotChangeTheAnswerSharesTheSession() {
    SessionPlan same = plan("b", "key", Samples.MFA, 8, "eu-west-2", null, ROLE);
    assertEquals(SessionKey.of(PLAN), SessionKey.of(same));
    assertEquals(assertNotNullKey(PLAN).hashCode(), assertNotNullKey(same).hashCode());
  }

  private static SessionKey assertNotNullKey(SessionPlan plan) {
    SessionKey key = SessionKey.of(plan);
    assertNotNull(key);
    return key;
  }

  @Test
  void aPlanWithoutRolesHasNoSessionOfItsOwn() {
    assertNull(SessionKey.of(Samples.plan("base")));
  }

  @Test
  void theParentOfAChainIsTheSessionOfItsBeginning() {
    RoleRequest admin = role("Admin", "me", 60, null, Map.of(), null);
    SessionKey chain = assertNotNullKey(with(ROLE, admin));
    assertEquals(admin, chain.role());
    assertEquals(assertNotNullKey(PLAN), chain.parent());
    assertNull(assertNotNullKey(PLAN).parent());
    assertEquals("arn:aws:iam::111122223333:role/Admin", chain.toString());
  }

  @Test
  void regionsShareALoginButEndpointsDoNot() {
    LoginKey login = LoginKey.of(PLAN);
    assertEquals(login, LoginKey.of(plan("a", "key", Samples.MFA, 12, "us-east-1", null, ROLE)));
    assertNotEquals(
        login,
        LoginKey.of(plan("a", "key", Samples.MFA, 12, "eu-west-2", "http://127.0.0.1:1", ROLE)));
    assertNotEquals(login, LoginKey.of(Samples.directPlan("key", ROLE)));
  }
}
