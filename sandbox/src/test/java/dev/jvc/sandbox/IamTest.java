package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A user looks after its own access keys. */
final class IamTest {
  private final World world = World.example();
  private final User robot = world.user("robot");
  private final Sandbox aws = Sandbox.start(world);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void a_key_is_rotated() {
    AccessKey old = robot.key();
    String created = text(granted(iam("CreateAccessKey").by(old)), "AccessKeyId");
    AccessKey fresh = robot.key(created).orElseThrow();
    granted(iam("UpdateAccessKey", "AccessKeyId=" + old.id() + "&Status=Inactive").by(fresh));
    refused("InvalidClientTokenId", 403, iam("GetUser").by(old));
    granted(iam("DeleteAccessKey", "AccessKeyId=" + old.id()).by(fresh));
    String left = granted(iam("ListAccessKeys").by(fresh));
    assertEquals(created, text(left, "AccessKeyId"));
    assertEquals("Active", text(left, "Status"));
    assertEquals(1, robot.keys().size());
  }

  @Test
  void a_user_has_two_keys_at_most() {
    granted(iam("CreateAccessKey").by(robot.key()));
    refused("LimitExceeded", 409, iam("CreateAccessKey").by(robot.key()));
    assertEquals(2, robot.keys().size());
  }

  @Test
  void a_user_reads_about_itself() {
    String user = granted(iam("GetUser", "UserName=robot").by(robot.key()));
    assertEquals(robot.arn(), text(user, "Arn"));
    assertEquals(robot.id(), text(user, "UserId"));
  }

  @ParameterizedTest
  @CsvSource({
    "GetUser, UserName=me, AccessDenied, 403",
    "ListAccessKeys, UserName=me, AccessDenied, 403",
    "DeleteAccessKey, AccessKeyId=AKIAAAAAAAAAAAAAAAAA, NoSuchEntity, 404",
    "DeleteAccessKey, Other=1, ValidationError, 400",
    "UpdateAccessKey, AccessKeyId=AKIAAAAAAAAAAAAAAAAA, NoSuchEntity, 404",
    "DeleteUser, UserName=robot, InvalidAction, 400"
  })
  void what_is_not_allowed_or_wrong_is_refused(
      String action, String parameters, String code, int status) {
    refused(code, status, iam(action, parameters).by(robot.key()));
  }

  @Test
  void a_status_is_active_or_inactive() {
    String parameters = "AccessKeyId=" + robot.key().id() + "&Status=Gone";
    refused("ValidationError", 400, iam("UpdateAccessKey", parameters).by(robot.key()));
    assertTrue(robot.key().active());
  }

  @Test
  void sessions_need_mfa_and_roles_manage_no_keys() {
    User me = world.user("me");
    try (StsClient key = Clients.of(aws, me)) {
      refused("InvalidClientTokenId", 403, by(iam("GetUser"), key.getSessionToken().credentials()));
      Credentials login =
          key.getSessionToken(
                  r -> r.serialNumber(me.mfa().serial()).tokenCode(me.mfa().nextUnusedCode()))
              .credentials();
      granted(by(iam("GetUser"), login));
      Credentials role =
          key.assumeRole(r -> r.roleArn(world.role("NoMfa").arn()).roleSessionName("desk"))
              .credentials();
      refused("ValidationError", 400, by(iam("GetUser"), role));
      refused("AccessDenied", 403, by(iam("GetUser", "UserName=me"), role));
    }
  }

  @Test
  void a_signature_for_sts_is_none_for_iam() {
    refused("SignatureDoesNotMatch", 403, iam("GetUser").by(robot.key()).service("sts"));
  }

  private RawCall iam(String action) {
    return iam(action, "Unused=1");
  }

  private RawCall iam(String action, String parameters) {
    return RawCall.post(aws, "Action=" + action + "&Version=2010-05-08&" + parameters)
        .service("iam");
  }

  private static RawCall by(RawCall call, Credentials session) {
    return call.by(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
  }

  private static String granted(RawCall call) {
    HttpResponse<String> answer = call.send();
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private static void refused(String code, int status, RawCall call) {
    HttpResponse<String> answer = call.send();
    assertEquals(code, text(answer.body(), "Code"));
    assertEquals(status, answer.statusCode(), answer.body());
  }

  private static String text(String xml, String element) {
    return xml.replaceFirst("(?s).*<" + element + ">(.*?)</" + element + ">.*", "$1");
  }
}
