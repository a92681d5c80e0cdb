package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures made by hand, good ones and every kind of bad one. */
final class SignatureTest {
  private static final ShiftedClock CLOCK = new ShiftedClock();
  private static final World WORLD = World.example(CLOCK);
  private static final User ROBOT = WORLD.user("robot");
  private static Sandbox aws;

  @BeforeAll
  static void start() {
    aws = Sandbox.start(WORLD);
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-west-2", "aws-global", "mars-north-1"})
  void any_region_is_accepted(String region) {
    assertEquals(200, RawCall.whoAmI(aws).by(ROBOT.key()).region(region).send().statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Action=GetCallerIdentity&Version=2011-06-15",
        "Action=GetCallerIdentity&Other=a%20b%2Fc&Version=2011-06-15"
      })
  void a_get_is_signed_over_its_query(String query) {
    HttpResponse<String> answer = RawCall.get(aws, query).by(ROBOT.key()).send();
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains(ROBOT.arn()), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-agent", "x-amzn-trace-id", "amz-sdk-invocation-id", "x-amz-zeta"})
  void any_header_may_be_signed(String name) {
    RawCall call = RawCall.whoAmI(aws).by(ROBOT.key()).header(name, "aws-sdk-java/1.12 Linux");
    HttpResponse<String> answer = call.send();
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void four_minutes_of_skew_are_forgiven() {
    for (Duration skew : new Duration[] {Duration.ofMinutes(4), Duration.ofMinutes(-4)}) {
      HttpResponse<String> answer =
          RawCall.whoAmI(aws).by(ROBOT.key()).at(CLOCK.instant().plus(skew)).send();
      assertEquals(200, answer.statusCode(), answer.body());
    }
  }

  @Test
  void an_inactive_key_is_refused_like_an_unknown_one() {
    User user =
        World.builder(CLOCK)
            .account("444455556666", account -> account.user("off", u -> u.key()))
            .build()
            .user("off");
    user.key().setActive(false);
    assertRefused("InvalidClientTokenId", RawCall.whoAmI(aws).by(user.key()));
  }

  static Stream<Arguments> bad_signatures() {
    String token = "AQoDYXdzEJr1K-not-ours";
    String unknown = "AKIAAAAAAAAAAAAAAAAA";
    return Stream.of(
        bad("InvalidClientTokenId", call -> call.by(unknown, "x", "")),
        bad("InvalidClientTokenId", call -> call.by(ROBOT.key().id(), secret(), token)),
        bad("InvalidClientTokenId", call -> call.by("ASIAAAAAAAAAAAAAAAAA", "x", token)),
        bad("SignatureDoesNotMatch", call -> call.by(ROBOT.key().id(), "not the secret", "")),
        bad("SignatureDoesNotMatch", call -> call.service("s3")),
        bad("SignatureDoesNotMatch", call -> call.region("")),
        bad("SignatureDoesNotMatch", call -> call.scopeDate("19990101")),
        bad("SignatureDoesNotMatch", call -> call.at(CLOCK.instant().plusSeconds(310))),
        bad("SignatureDoesNotMatch", call -> call.at(CLOCK.instant().minusSeconds(310))),
        header("SignatureDoesNotMatch", text -> text.replaceFirst("Signature=.", "Signature=")),
        header("SignatureDoesNotMatch", text -> text.replace("host;", "")),
        header("SignatureDoesNotMatch", text -> text.replace(";x-amz-date", "")),
        header("MissingAuthenticationToken", text -> ""),
        header("IncompleteSignature", text -> "Basic dXNlcjpwYXNz"),
        header("IncompleteSignature", text -> "AWS4-HMAC-SHA256"),
        header("IncompleteSignature", text -> "AWS4-HMAC-SHA256 nonsense"),
        header("IncompleteSignature", text -> text.replace("/aws4_request", "")),
        header("IncompleteSignature", text -> text.replace("/aws4_request", "/aws5_request")),
        header("IncompleteSignature", text -> text.replace("Credential=", "Cred=")),
        header("IncompleteSignature", text -> text.replace("SignedHeaders=", "Signed=")),
        header("IncompleteSignature", text -> text.replaceFirst("Signature=.*", "Signature=")));
  }

  @ParameterizedTest
  @MethodSource("bad_signatures")
  void a_bad_signature_is_refused_with_the_code_sts_uses(
      String code, UnaryOperator<RawCall> change) {
    assertRefused(code, change.apply(RawCall.whoAmI(aws).by(ROBOT.key())));
  }

  @Test
  void skew_is_explained_as_sts_explains_it() {
    String late =
        RawCall.whoAmI(aws).by(ROBOT.key()).at(CLOCK.instant().minusSeconds(600)).send().body();
    assertTrue(
        late.matches(
            "(?s).*Signature expired: \\S+Z is now earlier than \\S+Z \\(\\S+Z - 5 min.\\).*"),
        late);
    String early =
        RawCall.whoAmI(aws).by(ROBOT.key()).at(CLOCK.instant().plusSeconds(600)).send().body();
    assertTrue(early.contains("Signature not yet current: "), early);
  }

  private static void assertRefused(String code, RawCall call) {
    HttpResponse<String> answer = call.send();
    assertEquals(403, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer.body());
  }

  private static Arguments bad(String code, UnaryOperator<RawCall> change) {
    return Arguments.of(code, change);
  }

  private static Arguments header(String code, UnaryOperator<String> change) {
    return bad(code, call -> call.authorization(change));
  }

  private static String secret() {
    return ROBOT.key().secret();
  }
}
