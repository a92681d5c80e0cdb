package dev.jvc.daemon.endpoint.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.endpoint.RawClient;
import dev.jvc.daemon.endpoint.guard.Refusal;
import dev.jvc.daemon.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients demand of an instance metadata service, sent byte by byte over real sockets. */
final class MetadataContractTest {

  private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds: ";
  private static final String TOKEN = "X-aws-ec2-metadata-token: ";
  private static final String LIST = "/latest/meta-data/iam/security-credentials/";

  private final TestMetadata metadata = new TestMetadata();
  private int port;

  @BeforeEach
  void open() throws Exception {
    port = metadata.open("personal", false);
  }

  @AfterEach
  void close() {
    metadata.close();
  }

  private static Map<String, String> json(RawClient.Answer answer) throws Exception {
    assertEquals(200, answer.status(), answer.body());
    return JsonObject.parse(answer.body().getBytes(StandardCharsets.UTF_8)).asStrings();
  }

  private static void assertRefused(RawClient.Answer answer, int status, ProblemCode code)
      throws Exception {
    assertEquals(status, answer.status(), answer.body());
    Map<String, String> body =
        JsonObject.parse(answer.body().getBytes(StandardCharsets.UTF_8)).asStrings();
    assertEquals(List.of("code", "message", "Code", "Message"), List.copyOf(body.keySet()));
    assertEquals(code.wire(), body.get("Code"));
    assertEquals(body.get("message"), body.get("Message"));
    assertEquals("application/json", answer.header("Content-Type"));
    assertSafe(answer);
  }

  private static void assertSafe(RawClient.Answer answer) {
    assertEquals("no-store", answer.header("Cache-Control"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy"));
    assertNull(answer.header("Server"));
    assertTrue(
        answer.headers().keySet().stream().noneMatch(name -> name.startsWith("Access-Control")));
  }

  /** Some clients send a length with the empty body of a PUT, the SDKs for Java and Rust none. */
  @ParameterizedTest
  @CsvSource({
    "/latest/api/token, Accept: */*",
    "/latest/api/token, Content-Length: 0",
    "//latest/api/token, Content-Length: 0",
    "/latest/api/token/, Connection: close"
  })
  @DisplayName("I1: a PUT with and without a length gets a token and its TTL")
  void theTokenPutIsAnsweredWithOrWithoutALength(String path, String header) throws Exception {
    RawClient.Answer answer = TestMetadata.ask(port, "PUT " + path, TTL + "21600", header);

    assertEquals(200, answer.status(), answer.body());
    assertEquals("text/plain", answer.header("Content-Type"));
    assertEquals("21600", answer.header("x-aws-ec2-metadata-token-ttl-seconds"));
    assertTrue(answer.body().matches("[\\w-]{64}"), "not header-safe");
    assertSafe(answer);
    assertEquals(200, TestMetadata.ask(port, "GET " + LIST, TOKEN + answer.body()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"300", "60", "1", "21600"})
  @DisplayName("I2: the TTL that was asked for is echoed")
  void theTtlIsEchoed(String seconds) throws Exception {
    RawClient.Answer answer = TestMetadata.ask(port, "PUT /latest/api/token", TTL + seconds);

    assertEquals(200, answer.status());
    assertEquals(seconds, answer.header("X-Aws-Ec2-Metadata-Token-Ttl-Seconds"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "+5",
        "21601",
        "99999999999999999999",
        "abc",
        "5.0",
        "0x5",
        "5 6",
        "1e3",
        "05"
      })
  @DisplayName("I3: a TTL that is none is a bad request")
  void aTtlThatIsNoneIsABadRequest(String seconds) throws Exception {
    assertRefused(
        TestMetadata.ask(port, "PUT /latest/api/token", TTL + seconds),
        400,
        ProblemCode.BAD_REQUEST);
  }

  @Test
  @DisplayName("I3: a TTL that is missing, or there twice, is a bad request")
  void aTtlThatIsMissingOrThereTwiceIsABadRequest() throws Exception {
    assertRefused(TestMetadata.ask(port, "PUT /latest/api/token"), 400, ProblemCode.BAD_REQUEST);
    assertRefused(
        TestMetadata.ask(port, "PUT /latest/api/token", TTL + "60", TTL + "60"),
        400,
        ProblemCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 10.0.0.1",
        "x-forwarded-for:",
        "Forwarded: for=10.0.0.1",
        "Via: 1.1 proxy",
        "Origin: http://evil.example",
        "Sec-Fetch-Site: same-origin",
        "Referer: http://127.0.0.1/",
        "Cookie: a=b",
        "Host: evil.example"
      })
  @DisplayName("I4: a PUT through a proxy or from a page is forbidden")
  void aTokenPutThroughAProxyOrFromAPageIsForbidden(String header) throws Exception {
    if (header.startsWith("Host")) {
      try (RawClient client = new RawClient(port)) {
        client.send("PUT /latest/api/token HTTP/1.1\r\n" + header + "\r\n" + TTL + "60\r\n\r\n");
        assertRefused(client.answer(), 403, ProblemCode.FORBIDDEN);
      }
    } else {
      assertRefused(
          TestMetadata.ask(port, "PUT /latest/api/token", TTL + "60", header),
          403,
          ProblemCode.FORBIDDEN);
      assertRefused(TestMetadata.ask(port, "GET " + LIST, header), 403, ProblemCode.FORBIDDEN);
    }
  }

  @Test
  void aTokenPutWithABodyIsABadRequest() throws Exception {
    assertRefused(
        TestMetadata.ask(port, "PUT /latest/api/token", TTL + "60", "Content-Length: 2"),
        400,
        ProblemCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /latest/api/token, PUT",
    "HEAD, /latest/api/token, PUT",
    "PUT, /latest/meta-data/, 'GET, HEAD'",
    "PUT, /latest/meta-data/iam/security-credentials/personal, 'GET, HEAD'",
    "POST, /latest/api/token, 'GET, HEAD, PUT'",
    "DELETE, /latest/meta-data/, 'GET, HEAD, PUT'",
    "OPTIONS, /latest/api/token, 'GET, HEAD, PUT'",
  })
  @DisplayName("I5: another method is not allowed")
  void anotherMethodIsNotAllowed(String method, String path, String allowed) throws Exception {
    RawClient.Answer answer = TestMetadata.ask(port, method + " " + path, TTL + "60");

    assertEquals(405, answer.status());
    assertEquals(allowed, answer.header("Allow"));
    if (!method.equals("HEAD")) {
      assertRefused(answer, 405, ProblemCode.METHOD_NOT_ALLOWED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest/meta-data/iam/security-credentials",
        "/latest/meta-data/iam/security-credentials/",
        "//latest/meta-data/iam/security-credentials/",
        "//latest/meta-data/iam/security-credentials"
      })
  @DisplayName("I6: the role list is one line in every spelling of its path")
  void theRoleListIsOneLineWithoutALineFeed(String path) throws Exception {
    RawClient.Answer answer = TestMetadata.get(port, path);

    assertEquals(200, answer.status());
    assertEquals("personal", answer.body());
    assertEquals("text/plain", answer.header("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest/meta-data/iam/security-credentials/personal",
        "/latest/meta-data/iam/security-credentials/personal/",
        "//latest/meta-data/iam/security-credentials/personal"
      })
  @DisplayName("I7: the credentials are seven members, with Success and without RoleArn")
  void theCredentialsAreTheSevenMembersOfEc2(String path) throws Exception {
    RawClient.Answer answer = TestMetadata.get(port, path);

    assertEquals(
        Map.of(
            "Code", "Success",
            "LastUpdated", "2026-11-24T08:00:00Z",
            "Type", "AWS-HMAC",
            "AccessKeyId", "ASIAXXXXXXXXXXXXXXXX",
            "SecretAccessKey", "secret/of+forty=characters",
            "Token", "tokenOfpersonal",
            "Expiration", "2031-02-03T04:05:06Z"),
        json(answer));
    assertSafe(answer);
    assertEquals(String.valueOf(answer.body().length()), answer.header("Content-Length"));
  }

  /** s3fs divides the document at commas and takes what reads like one of its four words. */
  @Test
  void theWordsThatS3fsLooksForAreThereOnce() throws Exception {
    String body = TestMetadata.get(port, LIST + "personal").body();

    for (String word : List.of("AccessKeyId", "SecretAccessKey", "\"Token", "Expiration")) {
      assertEquals(1, body.split(word, -1).length - 1, word);
    }
    assertFalse(body.contains("RoleArn"), "it has a RoleArn");
  }

  @ParameterizedTest
  @CsvSource({
    "team a/b, team-a-b",
    "a~b, a-b",
    "..., ---",
    "m\u00fcnchen, m-nchen",
    "x.y_z-1, x.y_z-1"
  })
  void theRoleNameIsInTheAlphabetOfEveryClient(String profile, String role) throws Exception {
    metadata.plans(TestMetadata.plan(profile, "eu-west-2", "AWS_REGION"));
    int other = metadata.open(profile, false);

    assertEquals(role, TestMetadata.get(other, LIST).body());
    assertEquals("tokenOf" + profile, json(TestMetadata.get(other, LIST + role)).get("Token"));
  }

  @Test
  @DisplayName("I8: a request without a token is refused")
  void aRequestWithoutATokenIsRefused() throws Exception {
    for (String path : List.of(LIST, LIST + "personal", "/latest/meta-data/", "/", "/nothing")) {
      assertRefused(TestMetadata.ask(port, "GET " + path), 401, ProblemCode.BAD_TOKEN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "AAAA", "null", "*"})
  void aWrongTokenIsRefused(String token) throws Exception {
    assertRefused(TestMetadata.ask(port, "GET " + LIST, TOKEN + token), 401, ProblemCode.BAD_TOKEN);
  }

  @Test
  void twoTokensAreABadRequest() throws Exception {
    String token = TestMetadata.token(port);

    assertRefused(
        TestMetadata.ask(port, "GET " + LIST, TOKEN + token, TOKEN + token),
        400,
        ProblemCode.BAD_REQUEST);
  }

  @Test
  @DisplayName("I9: an expired token is refused and a new one is good")
  void anExpiredTokenIsRefusedAndANewOneIsGood() throws Exception {
    String token = TestMetadata.ask(port, "PUT /latest/api/token", TTL + "300").body();
    metadata.pass(Duration.ofSeconds(299));
    assertEquals(200, TestMetadata.ask(port, "GET " + LIST, TOKEN + token).status());
    metadata.pass(Duration.ofSeconds(1));

    assertRefused(TestMetadata.ask(port, "GET " + LIST, TOKEN + token), 401, ProblemCode.BAD_TOKEN);
    assertEquals(200, TestMetadata.get(port, LIST).status());
  }

  @Test
  void theTokenOfOnePortIsNotGoodAtAnother() throws Exception {
    metadata.plans(TestMetadata.plan("prod", "us-east-1", "AWS_REGION"));
    int other = metadata.open("prod", false);

    assertEquals(
        401, TestMetadata.ask(other, "GET " + LIST, TOKEN + TestMetadata.token(port)).status());
  }

  @Test
  @DisplayName("I10: version 1 is answered where it is switched on")
  void versionOneIsAnsweredWhereItIsSwitchedOn() throws Exception {
    int old = metadata.open("personal", true);

    assertEquals("personal", TestMetadata.ask(old, "GET " + LIST).body());
    assertEquals("Success", json(TestMetadata.ask(old, "GET " + LIST + "personal")).get("Code"));
    assertEquals("personal", TestMetadata.get(old, LIST).body());
    // A token that is shown has to be good all the same.
    assertEquals(401, TestMetadata.ask(old, "GET " + LIST, TOKEN + "wrong").status());
  }

  @ParameterizedTest
  @CsvSource({
    "/latest/meta-data/placement/availability-zone, eu-west-2a",
    "/latest/meta-data/placement/availability-zone/, eu-west-2a",
    "/latest/meta-data/placement/region, eu-west-2",
    "/latest/meta-data/placement/region/, eu-west-2",
    "/latest/meta-data/instance-id, i-00000000000000000",
  })
  @DisplayName("I11: region and zone are the profile's")
  void theRegionIsTheProfiles(String path, String expected) throws Exception {
    assertEquals(expected, TestMetadata.get(port, path).body());
  }

  @Test
  @DisplayName("I11: the identity document agrees")
  void theIdentityDocumentAgrees() throws Exception {
    Map<String, String> document =
        json(TestMetadata.get(port, "/latest/dynamic/instance-identity/document"));

    assertEquals("eu-west-2", document.get("region"));
    assertEquals("eu-west-2a", document.get("availabilityZone"));
    assertEquals("111122223333", document.get("accountId"));
    assertEquals("i-00000000000000000", document.get("instanceId"));
    assertTrue(document.keySet().containsAll(List.of("instanceType", "architecture", "version")));
  }

  @Test
  void theInstanceProfileNamesTheAccount() throws Exception {
    Map<String, String> info = json(TestMetadata.get(port, "/latest/meta-data/iam/info/"));

    assertEquals("Success", info.get("Code"));
    assertEquals(
        "arn:aws:iam::111122223333:instance-profile/personal", info.get("InstanceProfileArn"));
    assertEquals("2026-11-24T08:00:00Z", info.get("LastUpdated"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::777788889999:mfa/me, 777788889999, 777788889999",
    "GAHT12345678, 444455556666, ",
    ", 444455556666, "
  })
  void withoutARoleTheAccountIsThatOfTheDeviceOrTheSession(
      String serial, String ofInfo, String ofDocument) throws Exception {
    metadata.plans(TestMetadata.plan("user", serial, List.of(), "eu-west-2", "AWS_REGION"));
    int other = metadata.open("user", false);

    assertEquals(
        "arn:aws:iam::" + ofInfo + ":instance-profile/user",
        json(TestMetadata.get(other, "/latest/meta-data/iam/info")).get("InstanceProfileArn"));
    assertEquals(
        ofDocument,
        json(TestMetadata.get(other, "/latest/dynamic/instance-identity/document"))
            .get("accountId"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest/meta-data/placement/region",
        "/latest/meta-data/placement/availability-zone/",
        "/latest/dynamic/instance-identity/document"
      })
  @DisplayName("I11: without a region there is none")
  void withoutARegionThereIsNone(String path) throws Exception {
    metadata.plans(TestMetadata.plan("nowhere", "us-east-1", "default"));
    int other = metadata.open("nowhere", false);

    assertRefused(TestMetadata.get(other, path), 404, ProblemCode.NOT_FOUND);
    assertEquals(200, TestMetadata.get(other, LIST + "nowhere").status());
  }

  @ParameterizedTest
  @CsvSource({
    "/latest, 'dynamic\nmeta-data'",
    "/latest/, 'dynamic\nmeta-data'",
    "/latest/meta-data/, 'iam/\ninstance-id\nplacement/'",
    "/latest/meta-data/iam/, 'info\nsecurity-credentials/'",
    "/latest/meta-data/placement/, 'availability-zone\nregion'",
    "/latest/dynamic/, instance-identity/",
    "/latest/dynamic/instance-identity/, document",
  })
  void foldersListWhatIsThere(String path, String expected) throws Exception {
    assertEquals(expected, TestMetadata.get(port, path).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest/meta-data/iam/security-credentials/other",
        "/latest/meta-data/iam/security-credentials/Personal",
        "/latest/meta-data/iam/security-credentials/personal/x",
        "/latest/meta-data/iam/security-credentials-extended/",
        "/latest/meta-data/iam/security-credentials-extended/personal",
        "/latest/user-data",
        "/LATEST/meta-data/",
        "/2021-07-15/meta-data/",
        "/pfx/latest/meta-data/iam/security-credentials/",
        "/v1/credentials/personal",
        "/",
      })
  @DisplayName("I12, I14: unknown roles and paths, and prefixes, are not found")
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertRefused(TestMetadata.get(port, path), 404, ProblemCode.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest//meta-data/",
        "///latest/meta-data/",
        "/latest/meta-data//",
        "/latest/./meta-data",
        "/latest/meta-data/iam/security-credentials/../security-credentials/personal",
        "/latest/meta-data/iam/security-credentials/%70ersonal",
        "/latest/meta-data/iam/security-credentials/personal?a=1",
        "/latest/meta-data;a=b/",
        "http://127.0.0.1/latest/meta-data/",
      })
  void aPathThatIsWrittenOtherwiseIsABadRequest(String path) throws Exception {
    assertRefused(TestMetadata.get(port, path), 400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    String token = TestMetadata.token(port);
    RawClient.Answer head = TestMetadata.ask(port, "HEAD " + LIST + "personal", TOKEN + token);
    RawClient.Answer get = TestMetadata.ask(port, "GET " + LIST + "personal", TOKEN + token);

    assertEquals(200, head.status());
    assertEquals(get.header("Content-Length"), head.header("Content-Length"));
    assertEquals("", head.body());
  }

  @Test
  void oneConnectionServesAWholeClient() throws Exception {
    try (RawClient client = new RawClient(port)) {
      String head = " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
      String token =
          client.send("PUT /latest/api/token" + head + TTL + "60\r\n\r\n").answer().body();
      String with = head + TOKEN + token + "\r\n\r\n";

      client.send("GET " + LIST + with + "GET " + LIST + "personal" + with);

      assertEquals("personal", client.answer().body());
      assertEquals("Success", json(client.answer()).get("Code"));
    }
    assertEquals(3, metadata.counts().answered(200));
  }

  @ParameterizedTest
  @EnumSource(
      value = ProblemCode.class,
      names = {"LOGIN_NEEDED", "LOGIN_EXPIRED", "KEY_MISSING", "AWS_REFUSED", "PENDING"})
  void whatCannotBeServedIsNeverA200(ProblemCode code) throws Exception {
    Problem problem = Problem.of(code, "profile personal needs a login: run jvc login personal");
    metadata.vends(
        "personal",
        code == ProblemCode.PENDING ? new Vend.Unavailable(problem) : new Vend.Denied(problem));
    int expected =
        switch (code) {
          case AWS_REFUSED -> 403;
          case PENDING -> 503;
          default -> 400;
        };

    RawClient.Answer answer = TestMetadata.get(port, LIST + "personal");

    assertRefused(answer, expected, code);
    assertTrue(answer.body().contains("run jvc login personal"));
    assertEquals(expected == 503 ? "2" : null, answer.header("Retry-After"));
    // Neither the list nor the region waits for a login.
    assertEquals("personal", TestMetadata.get(port, LIST).body());
    assertEquals(200, TestMetadata.get(port, "/latest/meta-data/placement/region").status());
  }

  @Test
  void aDefectIsTheErrorOfTheServerAndSaysNothingOfIt() throws Exception {
    metadata.vends("personal", TestMetadata.granted(TestMetadata.PERSONAL));
    TestMetadata.get(port, LIST + "personal");
    var session = TestMetadata.session("wiped");
    session.close();
    metadata.vends(
        "personal", new Vend.Granted(new dev.jvc.daemon.credential.Grant(session, new byte[0])));

    assertRefused(TestMetadata.get(port, LIST + "personal"), 500, ProblemCode.INTERNAL);
  }

  @Test
  void refusalsBeforeARouteAreCounted() throws Exception {
    TestMetadata.ask(port, "GET " + LIST, "Origin: null");

    assertEquals(1, metadata.counts().refusals(Refusal.BROWSER));
  }
}
