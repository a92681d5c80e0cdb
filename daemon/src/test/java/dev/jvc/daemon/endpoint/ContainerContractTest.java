package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.endpoint.guard.Limits;
import dev.jvc.daemon.endpoint.guard.SocketOwner;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SDKs demand of a container endpoint, sent byte by byte over real sockets. */
final class ContainerContractTest {

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

  private static void assertGranted(RawClient.Answer answer) throws JsonException {
    assertEquals(200, answer.status());
    JsonObject body = JsonObject.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        Map.of(
            "RoleArn", "arn:aws:sts::111122223333:assumed-role/Developer/me",
            "AccessKeyId", "ASIAXXXXXXXXXXXXXXXX",
            "SecretAccessKey", "secret/of+forty=characters",
            "Token", "tokenOfpersonal",
            "Expiration", "2031-02-03T04:05:06Z",
            "AccountId", "111122223333"),
        body.asStrings());
    assertCommonHeaders(answer);
  }

  private static void assertRefused(RawClient.Answer answer, int status, ProblemCode code)
      throws JsonException {
    assertEquals(status, answer.status(), answer.body());
    assertErrorBody(answer.body(), code);
    assertCommonHeaders(answer);
  }

  private static void assertErrorBody(String text, ProblemCode code) throws JsonException {
    Map<String, String> body = JsonObject.parse(text.getBytes(StandardCharsets.UTF_8)).asStrings();
    assertEquals(List.of("code", "message", "Code", "Message"), List.copyOf(body.keySet()));
    assertEquals(code.wire(), body.get("code"));
    assertEquals(code.wire(), body.get("Code"));
    assertEquals(body.get("message"), body.get("Message"));
  }

  private static void assertCommonHeaders(RawClient.Answer answer) {
    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals("no-store", answer.header("Cache-Control"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy"));
    for (String unwanted :
        List.of("Content-Encoding", "Transfer-Encoding", "Server", "Location", "Set-Cookie")) {
      assertNull(answer.header(unwanted), unwanted);
    }
    assertTrue(
        answer.headers().keySet().stream().noneMatch(name -> name.startsWith("Access-Control")));
  }

  @Test
  void aGoodTokenGetsSixFieldsInTheOrderOfAmazonsAgents() throws Exception {
    RawClient.Answer answer = exchange(endpoint.request("personal"));

    assertGranted(answer);
    assertEquals(
        List.of("RoleArn", "AccessKeyId", "SecretAccessKey", "Token", "Expiration", "AccountId"),
        List.copyOf(
            JsonObject.parse(answer.body().getBytes(StandardCharsets.UTF_8)).asStrings().keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:PORT",
        "localhost",
        "localhost:PORT",
        "LocalHost:PORT",
        "[::1]",
        "[::1]:PORT",
        "::1"
      })
  void everyHostThatClientsSendIsServed(String host) throws Exception {
    assertGranted(exchange(withHost(host)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1.evil.example:PORT",
        "127.0.0.1:1",
        "0.0.0.0:PORT",
        "2130706433:PORT",
        "0x7f.1:PORT",
        "127.1:PORT",
        "localhost.:PORT",
        "localhost.evil:PORT",
        "user@127.0.0.1:PORT",
        "127.0.0.1:PORT:PORT",
        "127.0.0.1:0PORT",
        "host.docker.internal:PORT",
        "169.254.170.2",
        "[::]:PORT",
        "127.0.0.1,evil.example",
        ""
      })
  void everyOtherHostIsForbiddenOnKnownAndUnknownPaths(String host) throws Exception {
    String request = withHost(host);

    assertRefused(exchange(request), 403, ProblemCode.FORBIDDEN);
    assertRefused(
        exchange(request.replace("/v1/credentials/personal", "/nope")), 403, ProblemCode.FORBIDDEN);
  }

  private static String withHost(String host) throws IOException {
    String port = String.valueOf(endpoint.port());
    return endpoint
        .request("personal")
        .replace("Host: 127.0.0.1:" + port, "Host: " + host.replace("PORT", port));
  }

  @Test
  void noHostAndTwoHostsAreBadRequests() throws Exception {
    String request = endpoint.request("personal");

    assertRefused(
        exchange(request.replaceFirst("Host: [^\r]*\r\n", "")), 400, ProblemCode.BAD_REQUEST);
    assertRefused(
        exchange(endpoint.request("personal", "Host: 127.0.0.1")), 400, ProblemCode.BAD_REQUEST);
    assertRefused(
        exchange(endpoint.request("personal", "hOST: evil.example")), 400, ProblemCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin:",
        "oRiGiN: null",
        "Referer: http://127.0.0.1/",
        "Cookie: a=b",
        "Sec-Fetch-Site: none",
        "sec-ch-ua:",
        "Sec-WebSocket-Key: x",
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Private-Network: true",
        "X-Forwarded-For: 10.0.0.1",
        "x-forwarded-host:",
        "Forwarded: for=10.0.0.1",
        "Via: 1.1 proxy",
        "Upgrade: h2c",
        "Upgrade-Insecure-Requests: 1",
        "Proxy-Authorization: Basic x",
        "Proxy-Connection: keep-alive",
        "TE: trailers"
      })
  void headersOfBrowsersAndProxiesAreForbidden(String header) throws Exception {
    assertRefused(exchange(endpoint.request("personal", header)), 403, ProblemCode.FORBIDDEN);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/credentials/personal/, 404",
    "/v1/credentials/, 404",
    "/v1/credentials, 404",
    "/v1/credentials/personal/more, 404",
    "/V1/credentials/personal, 404",
    "/, 404",
    "/nope, 404",
    "/latest/meta-data/, 404",
    "/v1/credentials/PERSONAL, 403",
    "/v1/credentials/other, 403",
    "/v1/credentials/persona, 403",
    "/v1/credentials/personal2, 403",
    "/v1//credentials/personal, 400",
    "//v1/credentials/personal, 400",
    "/v1/credentials//personal, 400",
    "/v1/credentials/p%65rsonal, 400",
    "/v1/credentials/%2e%2e, 400",
    "/v1/credentials/personal;x, 400",
    "/v1/credentials/personal;x=1, 400",
    "/v1/x/../credentials/personal, 400",
    "/v1/./credentials/personal, 400",
    "/v1/credentials/.., 400",
    "/v1/credentials/personal?a=1, 400",
    "/v1/credentials/personal?, 400",
    "/v1/credentials/personal#f, 400",
    "/v1/credentials/pers\\onal, 400",
    "/v1/credentials/pers+onal, 400",
    "/v1/credentials/pers:onal, 400",
    "/v1/credentials/persönal, 400",
    "http://127.0.0.1/v1/credentials/personal, 400",
    "http://evil.example/v1/credentials/personal, 400",
    "127.0.0.1:9911, 400",
    "*, 400",
    "v1/credentials/personal, 400",
  })
  void onlyTheExactPathIsServed(String target, int status) throws Exception {
    String request = endpoint.request("personal").replace("/v1/credentials/personal", target);

    ProblemCode code =
        switch (status) {
          case 400 -> ProblemCode.BAD_REQUEST;
          case 403 -> ProblemCode.FORBIDDEN;
          default -> ProblemCode.NOT_FOUND;
        };
    assertRefused(exchange(request), status, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "BREW", "PROPFIND"})
  void otherMethodsAreNotAllowedAndTheAllowedOnesNamed(String method) throws Exception {
    for (String body : List.of("", "Content-Length: 3", "Transfer-Encoding: chunked")) {
      String request =
          body.isEmpty() ? endpoint.request("personal") : endpoint.request("personal", body);
      RawClient.Answer answer = exchange(request.replace("GET ", method + " ") + "abc");

      assertRefused(answer, 405, ProblemCode.METHOD_NOT_ALLOWED);
      assertEquals("GET, HEAD", answer.header("Allow"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT 127.0.0.1:80 ", "OPTIONS * ", "PRI * "})
  void targetsThatAreNotPathsAreBadRequestsWhateverTheMethod(String start) throws Exception {
    String request = endpoint.request("personal").replace("GET /v1/credentials/personal ", start);

    assertRefused(exchange(request), 400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void headIsAnsweredLikeGetWithoutABody() throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      client.send(endpoint.request("personal").replace("GET ", "HEAD "));
      RawClient.Answer head = client.answerToHead();
      client.send(endpoint.request("personal"));
      RawClient.Answer get = client.answer();

      assertEquals(200, head.status());
      assertEquals(get.header("Content-Length"), head.header("Content-Length"));
      assertGranted(get);
    }
  }

  @Test
  void aRefusedHeadHasNoBodyEither() throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      client.send(endpoint.request("personal", "Origin: x").replace("GET ", "HEAD "));

      assertEquals(403, client.answerToHead().status());
      client.socket().shutdownOutput();
      assertEquals("", client.rest());
    }
  }

  @Test
  void noTokenIsUnauthorizedWithoutAReason() throws Exception {
    String request = endpoint.request("personal").replaceFirst("Authorization: [^\r]*\r\n", "");

    assertRefused(exchange(request), 401, ProblemCode.BAD_TOKEN);
  }

  @Test
  void everythingButTheExactTokenIsUnauthorized() throws Exception {
    String good = endpoint.token("personal");
    String request = endpoint.request("personal");
    for (String bad :
        List.of(
            "",
            "x",
            good.substring(0, good.length() - 1),
            good + "x",
            good + " ",
            good + "\t",
            "x" + good,
            good.substring(0, 20) + " " + good.substring(20),
            good.toLowerCase(Locale.ROOT),
            good + good,
            "Basic " + good,
            "Bearer",
            "Bearer ",
            "Bearer Bearer " + good,
            "x".repeat(1_900))) {
      assertRefused(exchange(request.replace(good, bad)), 401, ProblemCode.BAD_TOKEN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
  void theTokenIsAlsoTakenAsABearerToken(String scheme) throws Exception {
    String good = endpoint.token("personal");

    assertGranted(exchange(endpoint.request("personal").replace(good, scheme + good)));
  }

  @Test
  void twoTokensAreABadRequest() throws Exception {
    String good = endpoint.token("personal");

    assertRefused(
        exchange(endpoint.request("personal", "Authorization: " + good)),
        400,
        ProblemCode.BAD_REQUEST);
  }

  @Test
  void theTokenOfOneProfileIsForbiddenOnAnother() throws Exception {
    String request =
        endpoint.request("personal").replace(endpoint.token("personal"), endpoint.token("work"));

    assertRefused(exchange(request), 403, ProblemCode.FORBIDDEN);
  }

  @Test
  void aProfileWithOddCharactersIsServedUnderItsSlug() throws Exception {
    RawClient.Answer answer = exchange(endpoint.request("team a/ü"));

    assertEquals(200, answer.status());
    assertTrue(endpoint.request("team a/ü").startsWith("GET /v1/credentials/team~20a~2F~C3~BC "));
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void everyProblemReachesTheClientWithItsStatusAndSentence(ProblemCode code) throws Exception {
    String profile = "failing-" + code.wire();
    endpoint.vends(
        profile, new Vend.Denied(new Problem(code, "what is wrong with it", "jvc hint")));

    RawClient.Answer answer = exchange(endpoint.request(profile));

    assertErrorBody(answer.body(), code);
    assertTrue(answer.body().contains("what is wrong with it"));
    assertEquals(answer.status() == 503 ? "2" : null, answer.header("Retry-After"));
    assertCommonHeaders(answer);
  }

  @Test
  void whatNeedsAPersonIs400AndWhatPassesIs503() throws Exception {
    endpoint.vends(
        "locked",
        new Vend.NeedsPerson(Problem.of(ProblemCode.LOGIN_NEEDED, "run jvc login locked")));
    endpoint.vends(
        "offline",
        new Vend.Unavailable(Problem.of(ProblemCode.AWS_UNREACHABLE, "AWS does not answer")));

    assertRefused(exchange(endpoint.request("locked")), 400, ProblemCode.LOGIN_NEEDED);
    assertRefused(exchange(endpoint.request("offline")), 503, ProblemCode.AWS_UNREACHABLE);
  }

  @Test
  void oneConnectionServesManyRequestsAndPipelinedOnesInOrder() throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      for (int i = 0; i < 5; i++) {
        assertGranted(client.send(endpoint.request("personal")).answer());
      }
      client.send(
          endpoint.request("personal")
              + endpoint.request("personal").replace("/personal", "/other")
              + endpoint.request("personal"));
      assertGranted(client.answer());
      assertRefused(client.answer(), 403, ProblemCode.FORBIDDEN);
      assertGranted(client.answer());
    }
  }

  @Test
  void requestsArriveInPiecesOfAnySize() throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      String twice = endpoint.request("personal") + endpoint.request("personal");
      for (int i = 0; i < twice.length(); i += 7) {
        client.send(twice.substring(i, Math.min(i + 7, twice.length())));
      }
      assertGranted(client.answer());
      assertGranted(client.answer());
    }
  }

  @Test
  void anHttp10RequestIsAnsweredAndItsConnectionClosed() throws Exception {
    for (String lines : List.of("Accept: */*", "Connection: keep-alive")) {
      try (RawClient client = new RawClient(endpoint.port())) {
        client.send(endpoint.request("personal", lines).replace("HTTP/1.1", "HTTP/1.0"));

        assertGranted(client.answer());
        assertEquals("", client.rest());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: close", "connection: Close", "Connection: x, close"})
  void aConnectionIsClosedWhenTheClientAsksForIt(String header) throws Exception {
    try (RawClient client = new RawClient(endpoint.port())) {
      assertGranted(client.send(endpoint.request("personal", header)).answer());
      assertEquals("", client.rest());
    }
  }

  @Test
  void aHundredBadTokensLockNobodyOut() throws Exception {
    String request = endpoint.request("personal");
    String bad = request.replace(endpoint.token("personal"), "A".repeat(43));
    for (int i = 0; i < 100; i++) {
      assertEquals(401, exchange(bad).status());
    }
    assertGranted(exchange(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3",
        "Content-Length: 00",
        "Content-Length: -1",
        "Content-Length: abc",
        "Content-Length:",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding:",
        "Expect: 100-continue"
      })
  void aBodyIsABadRequest(String header) throws Exception {
    assertRefused(exchange(endpoint.request("personal", header)), 400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void anEmptyBodyIsNone() throws Exception {
    assertGranted(exchange(endpoint.request("personal", "Content-Length: 0")));
  }

  @Test
  void noAnswerEchoesWhatTheClientSent() throws Exception {
    String canary = "CANARY1";
    for (String request :
        List.of(
            endpoint.request("personal").replace("/personal", "/" + canary),
            endpoint.request("personal").replace("/personal", "/%" + canary),
            endpoint.request("personal", "Origin: " + canary),
            endpoint.request("personal").replace("GET", canary),
            endpoint.request("personal").replace("HTTP/1.1", "HTTP/" + canary),
            endpoint.request("personal").replace(endpoint.token("personal"), canary),
            endpoint.request("personal", canary))) {
      RawClient.Answer answer = exchange(request);
      assertTrue(answer.status() >= 400);
      assertTrue(!answer.toString().contains(canary), answer.toString());
    }
  }

  /** An exception reaches the route's own handler, an error Helidon's. */
  static Stream<CredentialSource> defects() {
    return Stream.of(
        (caller, profile) -> {
          throw new IllegalStateException("CANARY2 from a library");
        },
        (caller, profile) -> {
          throw new AssertionError("CANARY2 from a library");
        });
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsAnInternalErrorWithoutDetails(CredentialSource broken) throws Exception {
    try (TestEndpoint failing =
            TestEndpoint.start(
                folder.resolve("failing"), Limits.standard(16), SocketOwner.ofThisUser(), broken);
        RawClient client = new RawClient(failing.port())) {
      RawClient.Answer answer = client.send(failing.request("personal")).answer();

      assertRefused(answer, 500, ProblemCode.INTERNAL);
      assertTrue(!answer.body().contains("CANARY2"));
    }
  }
}
