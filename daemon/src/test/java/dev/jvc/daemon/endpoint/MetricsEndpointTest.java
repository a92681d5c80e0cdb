package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.MetricsToken;
import dev.jvc.daemon.access.OwnProcesses;
import dev.jvc.daemon.access.StandingToken;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.guard.Refusal;
import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics on the listener that SDKs come to, sent byte by byte over real sockets. */
final class MetricsEndpointTest {

  private static final String TEXT = "# TYPE jvc_logins gauge\njvc_logins 1.0\n";

  @TempDir Path folder;
  private final TestEndpoint.Counts counts = new TestEndpoint.Counts();
  private Supplier<String> text = () -> TEXT;
  private MetricsToken token;
  private ClientTokens tokens;
  private CredentialEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    OperatingSystem os = OperatingSystem.current();
    token = MetricsToken.open(folder.resolve("state/metrics-token"));
    tokens =
        ClientTokens.open(
            folder.resolve("run/tokens"),
            folder.resolve("state/tokens.json"),
            new OwnProcesses(os));
    endpoint =
        CredentialEndpoint.start(
            ListenAddress.loopback("127.0.0.1", 0, "listen.port"),
            OwnerCheck.of(os),
            tokens,
            (caller, profile) -> TestEndpoint.granted(profile),
            counts,
            new Scraping(token, () -> text.get()));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private String issue() throws IOException {
    return Files.readString(token.issue());
  }

  private String clientToken() throws Exception {
    try (StandingToken standing = tokens.standing(new ProfileName("personal"))) {
      return standing.token().value().revealString();
    }
  }

  private RawClient.Answer get(String path, String... lines) throws IOException {
    return request("GET", path, lines);
  }

  private RawClient.Answer request(String method, String path, String... lines) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    request.append("Host: 127.0.0.1:").append(endpoint.port()).append("\r\n");
    List.of(lines).forEach(line -> request.append(line).append("\r\n"));
    try (RawClient client = new RawClient(endpoint.port())) {
      client.send(request.append("\r\n").toString());
      return method.equals("HEAD") ? client.answerToHead() : client.answer();
    }
  }

  @Test
  void withoutATokenOfTheirOwnThereAreNoMetrics() throws Exception {
    RawClient.Answer nothing = get("/v1/nothing");
    for (String authorization :
        List.of("Accept: */*", "Authorization: Bearer x", "Authorization: " + clientToken())) {
      RawClient.Answer answer = get("/v1/metrics", authorization);

      assertEquals(404, answer.status());
      assertEquals(nothing.body(), answer.body());
      assertEquals(nothing.headers().keySet(), answer.headers().keySet());
    }
    assertEquals(0, counts.metricsRefusals());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
  void theTokenOpensThem(String scheme) throws Exception {
    RawClient.Answer answer = get("/v1/metrics", "Authorization: " + scheme + issue());

    assertEquals(200, answer.status());
    assertEquals(TEXT, answer.body());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
    assertEquals("no-store", answer.header("Cache-Control"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals(0, counts.metricsRefusals());
    assertEquals(0, counts.answered(200), "reading metrics is no answer to an SDK");
  }

  @Test
  void whatPrometheusSendsIsTaken() throws Exception {
    RawClient.Answer answer =
        get(
            "/v1/metrics",
            "User-Agent: Prometheus/2.42.0",
            "Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5",
            "Accept-Encoding: gzip",
            "X-Prometheus-Scrape-Timeout-Seconds: 10",
            "Authorization: Bearer " + issue());

    assertEquals(200, answer.status());
    assertNull(answer.header("Content-Encoding"));
  }

  @Test
  void headIsAnsweredLikeGetWithoutABody() throws Exception {
    RawClient.Answer answer = request("HEAD", "/v1/metrics", "Authorization: Bearer " + issue());

    assertEquals(200, answer.status());
    assertEquals(String.valueOf(TEXT.length()), answer.header("Content-Length"));
  }

  private void assertUnauthorized(String... lines) throws IOException {
    long before = counts.metricsRefusals();
    RawClient.Answer answer = get("/v1/metrics", lines);

    assertEquals(401, answer.status(), answer.body());
    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals("Bearer realm=\"jvc metrics\"", answer.header("WWW-Authenticate"));
    assertTrue(answer.body().contains("\"code\":\"BadToken\""), answer.body());
    assertTrue(
        answer
            .body()
            .contains(
                "\"message\":\"the metrics token is missing or not in force:"
                    + " run jvc daemon metrics --scrape\""),
        answer.body());
    assertEquals(before + 1, counts.metricsRefusals());
  }

  @Test
  void everythingElseIsUnauthorizedAndCounted() throws Exception {
    String good = issue();

    assertUnauthorized();
    for (String bad :
        List.of(
            good,
            "Bearer",
            "Bearer x",
            "Bearer  " + good,
            "Bearer Bearer " + good,
            "Bearer " + good + "x",
            "Bearer " + good.substring(1),
            "Basic " + good,
            "Bearer " + clientToken(),
            clientToken())) {
      assertUnauthorized("Authorization: " + bad);
    }
  }

  @Test
  void theTokenOpensNothingElse() throws Exception {
    String good = issue();
    for (String authorization : List.of(good, "Bearer " + good)) {
      RawClient.Answer answer = get("/v1/credentials/personal", "Authorization: " + authorization);

      assertEquals(401, answer.status());
      assertFalse(answer.body().contains("AccessKeyId"));
    }
    assertEquals(200, get("/v1/credentials/personal", "Authorization: " + clientToken()).status());
  }

  @Test
  void twoTokensAreABadRequest() throws Exception {
    String line = "Authorization: Bearer " + issue();

    assertEquals(400, get("/v1/metrics", line, line).status());
  }

  @Test
  void aTokenThatWasTakenBackOpensNothing() throws Exception {
    String line = "Authorization: Bearer " + issue();
    assertEquals(200, get("/v1/metrics", line).status());

    assertTrue(token.revoke());
    assertEquals(404, get("/v1/metrics", line).status());

    String fresh = issue();
    assertUnauthorized(line);
    assertEquals(200, get("/v1/metrics", "Authorization: Bearer " + fresh).status());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/metrics/, 404",
    "/v1/metrics/x, 404",
    "/v1/Metrics, 404",
    "/v1/metrics?x=1, 400",
    "//v1/metrics, 400",
    "/v1/../v1/metrics, 400",
  })
  void onlyTheExactPathIsServed(String path, int status) throws Exception {
    assertEquals(status, get(path, "Authorization: Bearer " + issue()).status());
  }

  @Test
  void theGuardStandsBeforeThemToo() throws Exception {
    String line = "Authorization: Bearer " + issue();

    assertEquals(403, get("/v1/metrics", line, "Origin: http://evil.example").status());
    assertEquals(1, counts.refusals(Refusal.BROWSER));
    assertEquals(405, request("DELETE", "/v1/metrics", line).status());
    assertEquals(401, get("/v1/metrics", line + " ").status(), "a padded token");
    assertEquals(1, counts.refusals(Refusal.PADDED_TOKEN));
  }

  @Test
  void aDefectIsAnInternalErrorWithoutDetails() throws Exception {
    text =
        () -> {
          throw new IllegalStateException("CANARY from a library");
        };

    RawClient.Answer answer = get("/v1/metrics", "Authorization: Bearer " + issue());

    assertEquals(500, answer.status());
    assertFalse(answer.body().contains("CANARY"), answer.body());
    assertNotNull(answer.header("Cache-Control"));
  }

  @Test
  void otherEndpointsHaveNone() throws Exception {
    try (TestEndpoint without = TestEndpoint.start(folder.resolve("other"));
        RawClient client = new RawClient(without.port())) {
      client.send(
          "GET /v1/metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
              + issue()
              + "\r\n\r\n");

      assertEquals(404, client.answer().status());
    }
  }
}
