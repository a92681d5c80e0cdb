package dev.jvc.sandbox;

import static dev.jvc.sandbox.Refused.accessDenied;
import static dev.jvc.sandbox.Refused.validation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/** Who may assume what, with which MFA, for how long. */
final class RoleRulesTest {
  private static final String INVALID_CODE =
      "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
  private static final String UNKNOWN_DEVICE =
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial"
          + " number is valid and associated with this user.";
  private static final String CHAINED =
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
          + " chaining.";
  private static final String ROLE_MAXIMUM =
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";

  private final World world = World.example();
  private final User me = world.user("me");
  private final User robot = world.user("robot");
  private final Sandbox aws = Sandbox.start(world);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void without_mfa_only_roles_that_do_not_ask_for_it_open() {
    try (StsClient sts = Clients.of(aws, robot)) {
      assertTrue(assume(sts, "NoMfa").assumedRoleUser().arn().endsWith("/NoMfa/desk"));
      for (String role : new String[] {"Developer", "ReadOnly", "Admin", "Partner"}) {
        assertEquals(
            "User: arn:aws:iam::111122223333:user/robot is not authorized to perform:"
                + " sts:AssumeRole on resource: arn:aws:iam::111122223333:role/"
                + role,
            accessDenied(() -> assume(sts, role)));
      }
    }
  }

  @Test
  void a_session_without_mfa_is_no_better_than_the_key() {
    try (StsClient key = Clients.of(aws, me);
        StsClient session = Clients.of(aws, key.getSessionToken().credentials())) {
      assertTrue(accessDenied(() -> assume(session, "Developer")).contains("not authorized"));
    }
  }

  @Test
  void mfa_may_come_with_assume_role_itself_and_then_lasts_twelve_hours() {
    try (StsClient sts = Clients.of(aws, me)) {
      AssumeRoleResponse answer =
          assume(
              sts,
              "Developer",
              r ->
                  r.durationSeconds(43_200)
                      .serialNumber(me.mfa().serial())
                      .tokenCode(me.mfa().nextUnusedCode()));
      assertTrue(
          answer
              .credentials()
              .expiration()
              .isAfter(world.clock().instant().plusSeconds(43_200 - 60)));
    }
  }

  @Test
  void a_role_session_carries_no_mfa_but_opens_the_roles_that_trust_it() {
    try (StsClient login = Clients.of(aws, login());
        StsClient developer = Clients.of(aws, assume(login, "Developer").credentials())) {
      AssumeRoleResponse admin = assume(developer, "Admin");
      assertEquals(
          "arn:aws:sts::111122223333:assumed-role/Admin/desk", admin.assumedRoleUser().arn());
      assertTrue(accessDenied(() -> assume(developer, "ReadOnly")).contains("not authorized"));
      assertTrue(accessDenied(() -> assume(login, "Admin")).contains("not authorized"));
    }
  }

  @Test
  void an_external_id_must_be_the_right_one() {
    try (StsClient sts = Clients.of(aws, robot)) {
      assertTrue(accessDenied(() -> assume(sts, "Partner")).contains("not authorized"));
      assertTrue(
          accessDenied(() -> assume(sts, "Partner", r -> r.externalId("partner-43")))
              .contains("not authorized"));
      assertEquals(
          "arn:aws:sts::111122223333:assumed-role/Partner/desk",
          assume(sts, "Partner", r -> r.externalId("partner-42")).assumedRoleUser().arn());
    }
  }

  @Test
  void the_chaining_rule_caps_at_an_hour() {
    try (StsClient login = Clients.of(aws, login());
        StsClient developer = Clients.of(aws, assume(login, "Developer").credentials())) {
      assertEquals(
          CHAINED, validation(() -> assume(login, "Developer", r -> r.durationSeconds(3601))));
      assertEquals(
          CHAINED, validation(() -> assume(developer, "Admin", r -> r.durationSeconds(3601))));
      assume(developer, "Admin", r -> r.durationSeconds(3600));
    }
  }

  @Test
  void the_cap_for_logins_can_be_lifted_but_not_the_one_for_roles() {
    World lax = World.example(World.builder().chainingCapForSessionTokens(false));
    User user = lax.user("me");
    try (Sandbox other = Sandbox.start(lax);
        StsClient key = Clients.of(other, user);
        StsClient login =
            Clients.of(
                other,
                key.getSessionToken(r ->
                        r.serialNumber(user.mfa().serial()).tokenCode(user.mfa().nextUnusedCode()))
                    .credentials());
        StsClient developer =
            Clients.of(
                other, assume(login, "Developer", r -> r.durationSeconds(43_200)).credentials())) {
      assertEquals(
          CHAINED, validation(() -> assume(developer, "Admin", r -> r.durationSeconds(3601))));
    }
  }

  @Test
  void a_role_has_its_own_maximum() {
    try (StsClient sts = Clients.of(aws, robot)) {
      assertEquals(
          ROLE_MAXIMUM, validation(() -> assume(sts, "NoMfa", r -> r.durationSeconds(3601))));
    }
  }

  @Test
  void a_session_cannot_make_a_session() {
    try (StsClient login = Clients.of(aws, login());
        StsClient developer = Clients.of(aws, assume(login, "Developer").credentials())) {
      String text = "Cannot call GetSessionToken with session credentials";
      assertEquals(text, accessDenied(login::getSessionToken));
      assertEquals(text, accessDenied(developer::getSessionToken));
    }
  }

  @Test
  void mfa_devices_belong_to_their_users() {
    String code = me.mfa().nextUnusedCode();
    try (StsClient sts = Clients.of(aws, robot)) {
      assertEquals(
          UNKNOWN_DEVICE,
          accessDenied(
              () -> sts.getSessionToken(r -> r.serialNumber(me.mfa().serial()).tokenCode(code))));
      assertEquals(
          UNKNOWN_DEVICE,
          accessDenied(() ->
              assume(sts, "ReadOnly", r -> r.serialNumber(me.mfa().serial()).tokenCode(code))));
    }
    try (StsClient sts = Clients.of(aws, me)) {
      assertEquals(
          "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass"
              + " code.",
          accessDenied(() -> sts.getSessionToken(r -> r.serialNumber(me.mfa().serial()))));
      assertEquals(INVALID_CODE, accessDenied(() -> login(sts, wrongCode())));
      login(sts, code);
    }
  }

  @Test
  void tags_policy_and_source_identity_are_accepted_and_answered() {
    try (StsClient sts = Clients.of(aws, robot)) {
      AssumeRoleResponse answer =
          assume(
              sts,
              "NoMfa",
              r ->
                  r.sourceIdentity("alice")
                      .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                      .policyArns(policy("arn:aws:iam::aws:policy/ReadOnlyAccess"))
                      .tags(Tag.builder().key("team").value("blue").build())
                      .transitiveTagKeys("team"));
      assertEquals("alice", answer.sourceIdentity());
    }
  }

  private Credentials login() {
    try (StsClient sts = Clients.of(aws, me)) {
      return login(sts, me.mfa().nextUnusedCode());
    }
  }

  private Credentials login(StsClient sts, String code) {
    return sts.getSessionToken(r -> r.serialNumber(me.mfa().serial()).tokenCode(code))
        .credentials();
  }

  /** A code of a time long gone, and not by chance one of now. */
  private String wrongCode() {
    return Stream.iterate(world.clock().instant().minusSeconds(86_400), t -> t.plusSeconds(30))
        .map(me.mfa()::code)
        .filter(code ->
            Stream.of(-60, -30, 0, 30, 60)
                .map(offset -> me.mfa().code(world.clock().instant().plusSeconds(offset)))
                .noneMatch(code::equals))
        .findFirst()
        .orElseThrow();
  }

  private AssumeRoleResponse assume(StsClient sts, String role) {
    return assume(sts, role, r -> {});
  }

  private AssumeRoleResponse assume(
      StsClient sts, String role, Consumer<AssumeRoleRequest.Builder> change) {
    return sts.assumeRole(r -> {
      r.roleArn("arn:aws:iam::111122223333:role/" + role).roleSessionName("desk");
      change.accept(r);
    });
  }

  private static PolicyDescriptorType policy(String arn) {
    return PolicyDescriptorType.builder().arn(arn).build();
  }
}
