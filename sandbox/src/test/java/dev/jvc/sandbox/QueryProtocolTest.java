package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes on the wire, and requests no SDK would send. */
final class QueryProtocolTest {
  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String STS = "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";

  private final ShiftedClock clock = new ShiftedClock();
  private final World world = World.example(clock);
  private final User robot = world.user("robot");
  private final Sandbox aws = Sandbox.start(world);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void an_identity_has_the_shape_of_the_sts_reference() {
    HttpResponse<String> answer = RawCall.whoAmI(aws).by(robot.key()).send();
    assertShape(
        "<GetCallerIdentityResponse "
            + STS
            + "><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/robot</Arn>"
            + "<UserId>AIDA[A-Z2-7]{17}</UserId><Account>111122223333</Account>"
            + "</GetCallerIdentityResult><ResponseMetadata><RequestId>"
            + ID
            + "</RequestId></ResponseMetadata></GetCallerIdentityResponse>",
        answer.body());
    assertEquals("text/xml", answer.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(answer.headers().firstValue("Date").orElseThrow().endsWith(" GMT"));
    String id = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();
    assertTrue(answer.body().contains("<RequestId>" + id + "</RequestId>"));
  }

  @Test
  void a_role_session_has_the_shape_of_the_sts_reference() {
    HttpResponse<String> answer =
        assumeNoMfa("&SourceIdentity=alice&Tags.member.1.Key=team&Tags.member.1.Value=blue");
    assertShape(
        "<AssumeRoleResponse "
            + STS
            + "><AssumeRoleResult><Credentials><AccessKeyId>ASIA[A-Z2-7]{16}</AccessKeyId>"
            + "<SecretAccessKey>[A-Za-z0-9/+]{40}</SecretAccessKey>"
            + "<SessionToken>[A-Za-z0-9/+=]{100,}</SessionToken>"
            + "<Expiration>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ</Expiration></Credentials>"
            + "<AssumedRoleUser><AssumedRoleId>AROA[A-Z2-7]{17}:desk</AssumedRoleId>"
            + "<Arn>arn:aws:sts::111122223333:assumed-role/NoMfa/desk</Arn></AssumedRoleUser>"
            + "<PackedPolicySize>1</PackedPolicySize><SourceIdentity>alice</SourceIdentity>"
            + "</AssumeRoleResult><ResponseMetadata><RequestId>"
            + ID
            + "</RequestId></ResponseMetadata></AssumeRoleResponse>",
        answer.body());
  }

  @Test
  void an_error_has_the_shape_of_the_sts_reference_and_is_escaped() {
    HttpResponse<String> answer =
        RawCall.post(aws, "Action=%3Cb%3E%26&Version=2011-06-15").by(robot.key()).send();
    assertEquals(400, answer.statusCode());
    assertShape(
        "<ErrorResponse "
            + STS
            + "><Error><Type>Sender</Type><Code>InvalidAction</Code>"
            + "<Message>Could not find operation &lt;b&gt;&amp; for version 2011-06-15</Message>"
            + "</Error><RequestId>"
            + ID
            + "</RequestId></ErrorResponse>",
        answer.body());
  }

  static Stream<Arguments> bad_requests() {
    return Stream.of(
        bad(400, "MissingAction", aws -> RawCall.post(aws, "")),
        bad(400, "MissingAction", aws -> RawCall.get(aws, "")),
        bad(400, "MissingAction", aws -> RawCall.post(aws, "Version=2011-06-15&Action=")),
        bad(400, "InvalidAction", aws -> RawCall.post(aws, "Action=GetCallerIdentity")),
        bad(400, "InvalidAction", aws -> RawCall.post(aws, "Action=GetUser&Version=2011-06-15")),
        bad(400, "InvalidAction", aws -> RawCall.post(aws, "Action=AssumeRole&Version=2012-01-01")),
        bad(400, "MalformedQueryString", aws -> RawCall.post(aws, "Action=%zz&Version=2011-06-15")),
        bad(400, "MalformedQueryString", aws -> RawCall.post(aws, "Action=A&Action=B")),
        bad(404, "UnknownOperationException", aws -> RawCall.whoAmI(aws).path("/sts")),
        bad(404, "UnknownOperationException", aws -> RawCall.whoAmI(aws).path("//")),
        bad(405, "UnsupportedHttpVerb", aws -> RawCall.whoAmI(aws).method("PUT")),
        bad(405, "UnsupportedHttpVerb", aws -> RawCall.whoAmI(aws).method("DELETE")));
  }

  @ParameterizedTest
  @MethodSource("bad_requests")
  void a_request_no_sdk_sends_is_refused(
      int status, String code, Function<Sandbox, RawCall> request) {
    HttpResponse<String> answer = request.apply(aws).by(robot.key()).send();
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer.body());
  }

  @Test
  void a_huge_body_is_refused() {
    RawCall huge = RawCall.post(aws, "Action=AssumeRole&Policy=" + "x".repeat(300_000));
    HttpResponse<String> answer = huge.by(robot.key()).send();
    assertEquals(413, answer.statusCode());
    assertEquals("RequestEntityTooLarge", text(answer.body(), "Code"));
  }

  @Test
  void a_duration_that_is_no_number_is_refused() {
    HttpResponse<String> answer = assumeNoMfa("&DurationSeconds=1h");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("<Code>MalformedInput</Code>"), answer.body());
  }

  @Test
  void a_session_ends_when_its_time_is_over() {
    String body = assumeNoMfa("&DurationSeconds=900").body();
    RawCall whoAmI =
        RawCall.whoAmI(aws)
            .by(
                text(body, "AccessKeyId"),
                text(body, "SecretAccessKey"),
                text(body, "SessionToken"));
    clock.advance(Duration.ofSeconds(880));
    assertEquals(200, whoAmI.at(clock.instant()).send().statusCode());
    clock.advance(Duration.ofSeconds(21));
    HttpResponse<String> late = whoAmI.at(clock.instant()).send();
    assertEquals(403, late.statusCode());
    assertEquals("ExpiredToken", text(late.body(), "Code"));
  }

  @Test
  void a_session_key_without_its_own_token_is_refused() {
    String first = assumeNoMfa("").body();
    String second = assumeNoMfa("").body();
    for (String token : new String[] {"", text(second, "SessionToken")}) {
      HttpResponse<String> answer =
          RawCall.whoAmI(aws)
              .by(text(first, "AccessKeyId"), text(first, "SecretAccessKey"), token)
              .send();
      assertEquals(403, answer.statusCode());
      assertEquals("InvalidClientTokenId", text(answer.body(), "Code"));
    }
  }

  @Test
  void of_many_simultaneous_logins_with_one_code_one_is_granted() throws Exception {
    User me = world.user("me");
    String form =
        "Action=GetSessionToken&Version=2011-06-15&TokenCode="
            + me.mfa().nextUnusedCode()
            + "&SerialNumber="
            + me.mfa().serial().replace(":", "%3A").replace("/", "%2F");
    Callable<Integer> login = () -> RawCall.post(aws, form).by(me.key()).send().statusCode();
    try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
      List<Future<Integer>> logins =
          pool.invokeAll(IntStream.range(0, 48).mapToObj(_ -> login).toList());
      int granted = 0;
      for (Future<Integer> answer : logins) {
        granted += answer.get() == 200 ? 1 : 0;
      }
      assertEquals(1, granted);
    }
    assertEquals(48, aws.calls("GetSessionToken"));
    assertEquals(1, aws.calls().granted("GetSessionToken"));
    assertEquals(48, aws.calls().mfaCodesSeen());
  }

  @Test
  void what_was_called_is_remembered_without_the_code() {
    assumeNoMfa("&SerialNumber=arn%3Aaws%3Aiam%3A%3A111122223333%3Amfa%2Fme&TokenCode=123456");
    Calls.Call call = aws.calls().recent().getLast();
    assertEquals("AssumeRole", call.operation());
    assertEquals("AccessDenied", call.outcome());
    assertEquals(robot.key().id(), call.accessKeyId());
    assertEquals("us-east-1", call.region());
    assertEquals("desk", call.parameters().get("RoleSessionName"));
    assertTrue(!call.toString().contains("123456"), call.toString());
    assertThrows(IllegalArgumentException.class, () -> aws.calls("AssumeRol"));
  }

  @Test
  void a_taken_port_is_said() throws Exception {
    try (ServerSocket squatter = new ServerSocket(0)) {
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () -> Sandbox.start(world, squatter.getLocalPort()).close());
      assertEquals(
          "port " + squatter.getLocalPort() + " is taken; choose another or 0 for any",
          refused.getMessage());
    }
  }

  private HttpResponse<String> assumeNoMfa(String more) {
    return RawCall.post(
            aws,
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=desk&RoleArn="
                + "arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2FNoMfa"
                + more)
        .by(robot.key())
        .send();
  }

  private static void assertShape(String pattern, String body) {
    assertTrue(body.matches(pattern), body);
  }

  private static String text(String xml, String element) {
    return xml.replaceFirst("(?s).*<" + element + ">(.*?)</" + element + ">.*", "$1");
  }

  private static Arguments bad(int status, String code, Function<Sandbox, RawCall> request) {
    return Arguments.of(status, code, request);
  }
}
