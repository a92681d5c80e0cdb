package dev.jvc.sandbox;

import static dev.jvc.sandbox.Refused.validation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** Parameters outside the limits of the STS API Reference. */
final class ParameterRulesTest {
  private final World world = World.example();
  private final User me = world.user("me");
  private final User robot = world.user("robot");
  private final Sandbox aws = Sandbox.start(world);

  @AfterEach
  void stop() {
    aws.close();
  }

  static Stream<Arguments> bad_parameters() {
    return Stream.of(
        bad("'durationSeconds' failed to satisfy", r -> r.durationSeconds(899)),
        bad("'durationSeconds' failed to satisfy", r -> r.durationSeconds(43_201)),
        bad("'roleSessionName' failed to satisfy", r -> r.roleSessionName("x")),
        bad("'roleSessionName' failed to satisfy", r -> r.roleSessionName("a b")),
        bad("'roleSessionName' failed to satisfy", r -> r.roleSessionName("x".repeat(65))),
        bad("Value null at 'roleSessionName'", r -> r.roleSessionName(null)),
        bad("Value null at 'roleArn'", r -> r.roleArn(null)),
        bad("'roleArn' failed to satisfy", r -> r.roleArn("short")),
        bad("is invalid", r -> r.roleArn("arn:aws:iam::111122223333:user/robot")),
        bad("'externalId' failed to satisfy", r -> r.externalId("x")),
        bad("'tokenCode' failed to satisfy", r -> r.tokenCode("12345")),
        bad("'tokenCode' failed to satisfy", r -> r.tokenCode("12345a")),
        bad("'serialNumber' failed to satisfy", r -> r.serialNumber("a b c d e f")),
        bad("'sourceIdentity' failed to satisfy", r -> r.sourceIdentity("!!")),
        bad("'policy' failed to satisfy", r -> r.policy("x".repeat(2049))),
        bad("invalid Json", r -> r.policy("{not json")),
        bad("Duplicate tag keys", r -> r.tags(tag("team"), tag("TEAM"))),
        bad("'tags.member.key' failed to satisfy", r -> r.tags(tag("x".repeat(129)))),
        bad("transitive tag key", r -> r.tags(tag("team")).transitiveTagKeys("other")),
        bad("2 validation errors", r -> r.roleSessionName("x").durationSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("bad_parameters")
  void bad_parameters_are_named(String expected, Consumer<AssumeRoleRequest.Builder> change) {
    try (StsClient sts = Clients.of(aws, robot)) {
      StsException refused =
          assertThrows(
              StsException.class,
              () ->
                  sts.assumeRole(r -> {
                    r.roleArn(world.role("NoMfa").arn()).roleSessionName("desk");
                    change.accept(r);
                  }));
      assertEquals(400, refused.statusCode());
      String message = refused.awsErrorDetails().errorMessage();
      assertTrue(message.contains(expected), message);
    }
    assertEquals(0, aws.calls().granted("AssumeRole"));
  }

  @Test
  void a_bad_duration_does_not_burn_the_code() {
    String code = me.mfa().nextUnusedCode();
    try (StsClient sts = Clients.of(aws, me)) {
      for (int seconds : new int[] {899, 129_601}) {
        assertTrue(
            validation(() ->
                    sts.getSessionToken(r ->
                        r.serialNumber(me.mfa().serial()).tokenCode(code).durationSeconds(seconds)))
                .contains("'durationSeconds'"));
      }
      assertEquals(0, aws.calls().granted("GetSessionToken"));
      sts.getSessionToken(r -> r.serialNumber(me.mfa().serial()).tokenCode(code));
    }
  }

  private static Arguments bad(String expected, Consumer<AssumeRoleRequest.Builder> change) {
    return Arguments.of(expected, change);
  }

  private static Tag tag(String key) {
    return Tag.builder().key(key).value("blue").build();
  }
}
