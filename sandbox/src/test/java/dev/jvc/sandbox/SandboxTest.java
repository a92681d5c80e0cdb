package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.Role;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** The daily path with the AWS SDK: a login with MFA, roles from it, and what is refused. */
final class SandboxTest {
  private final World world = World.example();
  private final User me = world.user("me");
  private Sandbox aws = Sandbox.start(world);

  @BeforeEach
  void start() {
    aws.calls().reset();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void a_user_learns_who_it_is() {
    try (StsClient sts = Clients.of(aws, me)) {
      var identity = sts.getCallerIdentity();
      assertEquals("arn:aws:iam::111122223333:user/me", identity.arn());
      assertEquals("111122223333", identity.account());
      assertEquals(me.id(), identity.userId());
    }
  }

  @Test
  void one_mfa_code_leads_to_a_role_session() {
    Credentials login = login();
    try (StsClient sts = Clients.of(aws, login)) {
      AssumeRoleResponse answer = assume(sts, world.role("Developer"));
      assertEquals(
          "arn:aws:sts::111122223333:assumed-role/Developer/desk", answer.assumedRoleUser().arn());
      try (StsClient developer = Clients.of(aws, answer.credentials())) {
        assertEquals(answer.assumedRoleUser().arn(), developer.getCallerIdentity().arn());
      }
      Instant inAnHour = world.clock().instant().plusSeconds(3600);
      assertTrue(
          Math.abs(answer.credentials().expiration().getEpochSecond() - inAnHour.getEpochSecond())
              < 60);
    }
    assertEquals(1, aws.calls("GetSessionToken"));
    assertEquals(1, aws.calls().granted("AssumeRole"));
    assertEquals(1, aws.calls().mfaCodesSeen());
  }

  @Test
  void a_code_opens_one_login_only() {
    String code = me.mfa().nextUnusedCode();
    login(code);
    StsException refused = assertThrows(StsException.class, () -> login(code));
    assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
    assertEquals(403, refused.statusCode());
    assertEquals(
        "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
        refused.awsErrorDetails().errorMessage());
  }

  private Credentials login() {
    return login(me.mfa().nextUnusedCode());
  }

  private Credentials login(String code) {
    try (StsClient sts = Clients.of(aws, me)) {
      return sts.getSessionToken(r -> r.serialNumber(me.mfa().serial()).tokenCode(code))
          .credentials();
    }
  }

  private static AssumeRoleResponse assume(StsClient sts, Role role) {
    return sts.assumeRole(r -> r.roleArn(role.arn()).roleSessionName("desk"));
  }
}
