package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.VirtualMfaDevice;
import dev.jvc.sandbox.world.World;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.sts.StsClient;

/** The admin API under /_sandbox/, with which a shell script does what tests do in Java. */
final class AdminTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final World world = World.example();
  private final User me = world.user("me");
  private final Sandbox aws = Sandbox.start(world);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void the_key_and_code_it_hands_out_open_a_login_that_it_then_lists() throws Exception {
    Map<String, Object> key = json(get("/keys/me"));
    Map<String, Object> code = json(get("/mfa/" + me.mfa().serial()));
    assertTrue(code.get("validForSeconds") instanceof Integer seconds && seconds > 30);
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(
            String.valueOf(key.get("accessKeyId")), String.valueOf(key.get("secretAccessKey")));
    String session;
    try (StsClient sts = Clients.of(aws, credentials)) {
      session =
          sts.getSessionToken(r ->
                  r.serialNumber(me.mfa().serial()).tokenCode(String.valueOf(code.get("code"))))
              .credentials()
              .accessKeyId();
    }
    Map<String, Object> state = json(get("/state"));
    assertEquals(1, state.get("mfaCodesSeen"));
    assertEquals(
        Map.of("GetSessionToken", Map.of("received", 1, "granted", 1)), state.get("calls"));
    assertTrue(
        get("/state")
            .body()
            .contains(
                "\"sessions\":[{\"accessKeyId\":\""
                    + session
                    + "\",\"arn\":\""
                    + me.arn()
                    + "\",\"mfa\":true,"));
  }

  @Test
  void codes_run_out_with_a_sentence() throws Exception {
    World frozen = World.example(InstantSource.fixed(Instant.parse("2026-11-01T12:00:05Z")));
    VirtualMfaDevice device = frozen.user("me").mfa();
    try (Sandbox other = Sandbox.start(frozen)) {
      for (int i = 0; i < 3; i++) {
        assertTrue(device.redeem(String.valueOf(json(get(other, "/mfa/me")).get("code"))));
      }
      HttpResponse<String> none = get(other, "/mfa/me");
      assertEquals(409, none.statusCode());
      assertTrue(none.body().contains("the next one comes within 30 s"), none.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/mfa/nobody, there is no MFA device nobody",
    "/keys/nobody, there is no user nobody",
    "/nothing, there is GET /_sandbox/state",
    "'', there is GET /_sandbox/state"
  })
  void what_does_not_exist_is_said(String path, String message) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(404, answer.statusCode());
    assertTrue(String.valueOf(json(answer).get("message")).startsWith(message), answer.body());
  }

  @Test
  void faults_are_replaced_shown_and_cleared() throws Exception {
    aws.faults().inject(Fault.down());
    String wanted =
        "[{\"fault\":\"throttled\",\"operation\":\"AssumeRole\",\"calls\":2},"
            + "{\"fault\":\"slow\",\"delayMillis\":50},"
            + "{\"fault\":\"short-lived\",\"lifeSeconds\":90}]";
    assertEquals("{\"faults\":" + wanted + "}\n", send("PUT", wanted).body());
    assertEquals(3, aws.faults().active().size());
    assertTrue(get("/state").body().contains("\"faults\":" + wanted));
    assertEquals("{\"faults\":[]}\n", send("DELETE", "").body());
    assertEquals(List.of(), aws.faults().active());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "7",
        "{\"fault\":\"earthquake\"}",
        "{\"fault\":\"down\",\"opration\":\"AssumeRole\"}",
        "{\"fault\":\"down\",\"operation\":\"AssumeRol\"}",
        "{\"fault\":\"down\",\"calls\":0}",
        "{\"fault\":\"other-role\"}",
        "{\"fault\":\"short-lived\",\"lifeSeconds\":0}",
        "[{\"fault\":\"down\"},{\"fault\":\"server-error\",\"status\":200}]"
      })
  void bad_faults_change_nothing(String body) throws Exception {
    aws.faults().inject(Fault.expired());
    HttpResponse<String> answer = send("PUT", body);
    assertEquals(400, answer.statusCode(), answer.body());
    assertFalse(String.valueOf(json(answer).get("message")).isEmpty());
    assertEquals(List.of(Fault.expired()), aws.faults().active());
  }

  @Test
  void a_name_in_two_accounts_is_ambiguous() throws Exception {
    World two =
        World.builder()
            .account("111122223333", account -> account.user("me", user -> user.key()))
            .account("444455556666", account -> account.user("me", user -> user.key()))
            .build();
    try (Sandbox other = Sandbox.start(two)) {
      HttpResponse<String> answer = get(other, "/keys/me");
      assertEquals(409, answer.statusCode());
      assertTrue(answer.body().contains("more than one account has a user me"), answer.body());
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(aws, path);
  }

  private static HttpResponse<String> get(Sandbox aws, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(aws.endpoint().resolve("/_sandbox" + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(aws.endpoint().resolve("/_sandbox/faults"))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    return JSON.std.mapFrom(answer.body());
  }
}
