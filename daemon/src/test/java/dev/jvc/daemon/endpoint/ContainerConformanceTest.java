package dev.jvc.daemon.endpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The container cases of {@code docs/conformance.md} that one endpoint can answer, in their order.
 *
 * <p>{@link ContainerContractTest} tries more spellings of each; here a case is found by its
 * number.
 */
final class ContainerConformanceTest {

  private static final String PATH = "/v1/credentials/personal";

  @TempDir static Path folder;
  private static TestEndpoint endpoint;

  @BeforeAll
  static void start() throws IOException {
    endpoint = TestEndpoint.start(folder);
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  private static RawClient.Answer exchange(String request) throws IOException {
    try (RawClient client = new RawClient(endpoint.port())) {
      return client.send(request).answer();
    }
  }

  private static String good(String... lines) throws IOException {
    return endpoint.request("personal", lines);
  }

  private static String withHost(String host) throws IOException {
    String port = String.valueOf(endpoint.port());
    return good().replace("Host: 127.0.0.1:" + port, "Host: " + host.replace("PORT", port));
  }

  private static Map<String, String> body(RawClient.Answer answer) throws JsonException {
    return JsonObject.parse(answer.body().getBytes(StandardCharsets.UTF_8)).asStrings();
  }

  private static void assertGranted(RawClient.Answer answer) throws JsonException {
    assertEquals(200, answer.status(), answer.body());
    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals(
        String.valueOf(answer.body().getBytes(StandardCharsets.UTF_8).length),
        answer.header("Content-Length"));
    assertEquals(
        Set.of("AccessKeyId", "SecretAccessKey", "Token", "Expiration", "AccountId", "RoleArn"),
        body(answer).keySet());
    assertFalse(body(answer).containsValue(""));
  }

  private static void assertRefused(RawClient.Answer answer, int status) throws JsonException {
    assertEquals(status, answer.status(), answer.body());
    assertEquals("application/json", answer.header("Content-Type"));
    Map<String, String> body = body(answer);
    assertEquals(Set.of("code", "message", "Code", "Message"), body.keySet());
    assertEquals(body.get("code"), body.get("Code"));
    assertEquals(body.get("message"), body.get("Message"));
    assertFalse(body.containsValue(""));
  }

  @Test
  @DisplayName("C1: a good token gets six fields as plain JSON with a length")
  void c1() throws IOException {
    given()
        .baseUri(endpoint.endpoint().base().toString())
        .header("Authorization", endpoint.token("personal"))
        .when()
        .get(PATH)
        .then()
        .statusCode(200)
        .header("Content-Type", equalTo("application/json"))
        .header("Content-Length", matchesPattern("\\d+"))
        .body("$", aMapWithSize(6))
        .body("AccessKeyId", equalTo("ASIAXXXXXXXXXXXXXXXX"))
        .body("SecretAccessKey", equalTo("secret/of+forty=characters"))
        .body("Token", equalTo("tokenOfpersonal"))
        .body("Expiration", equalTo("2031-02-03T04:05:06Z"))
        .body("AccountId", equalTo("111122223333"))
        .body("RoleArn", equalTo("arn:aws:sts::111122223333:assumed-role/Developer/me"));
  }

  @Test
  @DisplayName("C2: neither User-Agent nor Accept is needed, and header names may be lower case")
  void c2() throws Exception {
    assertGranted(
        exchange(
            "GET "
                + PATH
                + " HTTP/1.1\r\nhost: 127.0.0.1:"
                + endpoint.port()
                + "\r\nauthorization: "
                + endpoint.token("personal")
                + "\r\n\r\n"));
  }

  @Test
  @DisplayName("C3: an Accept that does not name JSON is served JSON")
  void c3() throws Exception {
    assertGranted(exchange(good("Accept: text/html, image/gif, */*;q=0.2")));
    assertGranted(exchange(good("Accept: text/plain")));
  }

  @Test
  @DisplayName("C4: an offer of gzip is answered uncompressed")
  void c4() throws Exception {
    RawClient.Answer answer = exchange(good("Accept-Encoding: gzip"));

    assertGranted(answer);
    assertNull(answer.header("Content-Encoding"));
    assertTrue(answer.body().startsWith("{"));
  }

  @Test
  @DisplayName("C5: a Host without its port is served")
  void c5() throws Exception {
    assertGranted(exchange(withHost("127.0.0.1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "[::1]", "[::1]:PORT"})
  @DisplayName("C6: a Host of IPv6 is served with and without brackets")
  void c6(String host) throws Exception {
    assertGranted(exchange(withHost(host)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:PORT"})
  @DisplayName("C7: a foreign Host is forbidden")
  void c7(String host) throws Exception {
    assertRefused(exchange(withHost(host)), 403);
  }

  @Test
  @DisplayName("C8: a request without a token is unauthorized")
  void c8() throws Exception {
    assertRefused(exchange(good().replaceFirst("Authorization: [^\r]*\r\n", "")), 401);
  }

  @Test
  @DisplayName("C9: what is nearly the token is unauthorized, whatever its length")
  void c9() throws Exception {
    String token = endpoint.token("personal");
    for (String bad :
        List.of(token.substring(0, token.length() - 1), token + " ", token + "x", "x")) {
      assertRefused(exchange(good().replace(token, bad)), 401);
    }
  }

  @Test
  @DisplayName("C10: the token is taken behind the word Bearer too")
  void c10() throws Exception {
    String token = endpoint.token("personal");

    assertGranted(exchange(good().replace(token, "Bearer " + token)));
  }

  @Test
  @DisplayName("C11: two tokens are a bad request")
  void c11() throws Exception {
    assertRefused(exchange(good("Authorization: " + endpoint.token("personal"))), 400);
  }

  @Test
  @DisplayName("C17: a login that is needed is told with its command, and is no server error")
  void c17() throws Exception {
    String message = "profile locked needs a login: run jvc login locked";
    endpoint.vends("locked", new Vend.NeedsPerson(Problem.of(ProblemCode.LOGIN_NEEDED, message)));

    RawClient.Answer answer = exchange(endpoint.request("locked"));

    assertRefused(answer, 400);
    assertEquals(message, body(answer).get("message"));
  }

  @Test
  @DisplayName("C20: a profile that does not exist is as forbidden as that of another token")
  void c20() throws Exception {
    RawClient.Answer unknown = exchange(good().replace(PATH, "/v1/credentials/nobody"));

    assertRefused(unknown, 403);
    assertEquals(exchange(good().replace(PATH, "/v1/credentials/other")).body(), unknown.body());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/credentials/personal/, 404",
    "/v1/credentials//personal, 400",
    "/v1/credentials/%70ersonal, 400",
    "/v1/credentials/personal;x, 400",
    "/v1/credentials/../personal, 400",
    "/v1/credentials/personal?a=1, 400",
  })
  @DisplayName("C21: a path that is spelt otherwise leads nowhere")
  void c21(String path, int status) throws Exception {
    assertRefused(exchange(good().replace(PATH + " ", path + " ")), status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  @DisplayName("C22: other methods are told the ones there are")
  void c22(String method) throws Exception {
    RawClient.Answer answer = exchange(good().replace("GET ", method + " "));

    assertRefused(answer, 405);
    assertEquals("GET, HEAD", answer.header("Allow"));
  }

  @Test
  @DisplayName("C23: HEAD is answered without a body")
  void c23() throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      client.send(good("Connection: close").replace("GET ", "HEAD "));

      assertEquals(200, client.answerToHead().status());
      assertEquals("", client.rest());
    }
  }

  @Test
  @DisplayName("C24: a page of a browser is forbidden and no origin is allowed")
  void c24() throws Exception {
    RawClient.Answer answer = exchange(good("Origin: http://evil.example"));

    assertRefused(answer, 403);
    assertTrue(
        answer.headers().keySet().stream().noneMatch(name -> name.startsWith("Access-Control")));
  }

  @Test
  @DisplayName("C25: credentials with a token of 7,500 characters stay below 10,000 bytes")
  void c25() throws Exception {
    endpoint.vends("long", TestEndpoint.granted("ASIA" + "X".repeat(16), "x".repeat(7_500)));

    RawClient.Answer answer = exchange(endpoint.request("long"));

    assertGranted(answer);
    assertTrue(answer.body().length() < 10_000);
  }

  @Test
  @DisplayName("C26: a kept connection serves five requests, and two at once in order")
  void c26() throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      for (int i = 0; i < 5; i++) {
        assertGranted(client.send(good()).answer());
      }
      client.send(good() + good().replace(PATH, "/v1/credentials/other"));
      assertGranted(client.answer());
      assertRefused(client.answer(), 403);
    }
  }

  @Test
  @DisplayName("C27: HTTP/1.0 is answered with a length and closed")
  void c27() throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      client.send(good().replace("HTTP/1.1", "HTTP/1.0"));

      assertGranted(client.answer());
      assertEquals("", client.rest());
    }
  }

  @Test
  @DisplayName("C28: a hundred bad tokens lock nobody out")
  void c28() throws Exception {
    String bad = good().replace(endpoint.token("personal"), "A".repeat(43));
    for (int i = 0; i < 100; i++) {
      assertEquals(401, exchange(bad).status());
    }

    assertGranted(exchange(good()));
  }

  @Test
  @DisplayName("C39: the token of one profile is forbidden on another")
  void c39() throws Exception {
    endpoint.token("work");

    assertRefused(exchange(good().replace(PATH, "/v1/credentials/work")), 403);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.jvc.daemon.endpoint.RecordedClients#all")
  @DisplayName("The requests of real clients are served, and refused in words with a wrong token")
  void recorded(String client, String request) throws Exception {
    String ours = request.replace("PORT", String.valueOf(endpoint.port()));

    assertGranted(exchange(ours.replace("TOKEN", endpoint.token("personal"))));
    assertRefused(exchange(ours.replace("TOKEN", "A".repeat(43))), 401);
  }
}
