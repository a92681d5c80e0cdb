package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may answer instead of STS. */
final class HostileNetworkTest {

  private static final String GOOD =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
      <SecretAccessKey>test-secret</SecretAccessKey><SessionToken>test-token</SessionToken>
      <Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>
      <AssumedRoleUser><AssumedRoleId>AROA:me</AssumedRoleId>
      <Arn>arn:aws:sts::111122223333:assumed-role/Developer/me@laptop</Arn></AssumedRoleUser>
      </AssumeRoleResult></AssumeRoleResponse>
      """;

  private static IssueException refused(Map<String, String> environment, StsEndpoint sts) {
    try (StsIssuer issuer = new StsIssuer(environment, InstantSource.system())) {
      return assertThrows(
          IssueException.class,
          () -> issuer.assumeRole(Requests.unknownSession(), Requests.role("Developer"), sts));
    }
  }

  @Test
  void theGoodAnswerThatTheBadOnesAreMadeOfIsAccepted() throws Exception {
    try (RawServer server = RawServer.answering(200, "Content-Type: text/xml\r\n", GOOD);
        StsIssuer issuer = new StsIssuer(Map.of(), InstantSource.system())) {
      SessionCredentials session =
          issuer.assumeRole(Requests.unknownSession(), Requests.role("Developer"), server.sts());
      assertEquals(
          "arn:aws:sts::111122223333:assumed-role/Developer/me@laptop", session.identity().arn());
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("sign-in page", "<!DOCTYPE html><html><body>Sign in<br></body></html>"),
        Arguments.of("xhtml", "<html><body>Sign in</body></html>"),
        Arguments.of("json", "{\"AccessKeyId\":\"ASIAIOSFODNN7EXAMPLE\"}"),
        Arguments.of("half", GOOD.substring(0, GOOD.length() / 2)),
        Arguments.of("no secret", GOOD.replace("test-secret", "")),
        Arguments.of("no token", GOOD.replace("<SessionToken>test-token</SessionToken>", "")),
        Arguments.of("no expiration", GOOD.replace("2030-01-01T00:00:00Z", "")),
        Arguments.of("tomorrow", GOOD.replace("2030-01-01T00:00:00Z", "tomorrow")),
        Arguments.of("no bearer", GOOD.replace("AssumedRoleUser", "Somebody")),
        Arguments.of("odd bearer", GOOD.replace("arn:aws:sts::111122223333:", "")),
        Arguments.of("odd key id", GOOD.replace("ASIAIOSFODNN7EXAMPLE", "a key!")),
        Arguments.of("entity", withEntity("<!ENTITY x \"y\">", "&x;")),
        Arguments.of("endless", GOOD.replace("test-token", "t".repeat(BoundedHttpClient.LIMIT))));
  }

  private static String withEntity(String definition, String reference) {
    return "<!DOCTYPE a [" + definition + "]>" + GOOD.replace("test-token", reference);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void anAnswerThatIsNotStsIsRecognised(String name, String body) throws IOException {
    try (RawServer server = RawServer.answering(200, "Content-Type: text/xml\r\n", body)) {
      IssueException refused = refused(Map.of(), server.sts());
      assertEquals(ProblemCode.AWS_UNEXPECTED, refused.problem().code(), name);
      assertEquals(Kind.TRANSIENT, refused.kind());
      Sentences.assertFit(refused.problem().message());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void anExternalEntityIsNeverFetched() throws IOException {
    try (RawServer bait = RawServer.answering(200, "", "leaked");
        RawServer server =
            RawServer.answering(
                200, "", withEntity("<!ENTITY x SYSTEM \"" + bait.uri() + "/x\">", "&x;"))) {
      assertEquals(ProblemCode.AWS_UNEXPECTED, refused(Map.of(), server.sts()).problem().code());
      assertEquals(List.of(), bait.requests());
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (RawServer bait = RawServer.answering(200, "", GOOD);
        RawServer server = RawServer.answering(302, "Location: " + bait.uri() + "/\r\n", "moved")) {
      assertEquals(ProblemCode.AWS_UNEXPECTED, refused(Map.of(), server.sts()).problem().code());
      assertEquals(List.of(), bait.requests());
    }
  }

  @Test
  void aCompressedAnswerIsNotUnfolded() throws IOException {
    byte[] bomb = compressed(new byte[64 * 1024 * 1024]);
    assertTrue(bomb.length < BoundedHttpClient.LIMIT, "the size alone gives it away");
    try (RawServer server =
        RawServer.replying((request, out) -> {
          String head =
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                  + bomb.length
                  + "\r\n\r\n";
          out.write(head.getBytes(StandardCharsets.US_ASCII));
          out.write(bomb);
        })) {
      assertEquals(ProblemCode.AWS_UNEXPECTED, refused(Map.of(), server.sts()).problem().code());
    }
  }

  private static byte[] compressed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws IOException {
    byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
    try (RawServer server =
        RawServer.replying((request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n<a>".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(blanks);
          }
        })) {
      assertEquals(ProblemCode.AWS_UNEXPECTED, refused(Map.of(), server.sts()).problem().code());
    }
  }

  /** What a server does that never finishes. */
  static Stream<Arguments> delays() {
    RawServer.Reply silent = (request, out) -> new CountDownLatch(1).await();
    RawServer.Reply drip =
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
          CountDownLatch never = new CountDownLatch(1);
          while (!never.await(20, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
          }
        };
    return Stream.of(Arguments.of("silent", silent), Arguments.of("dripping", drip));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("delays")
  void aServerThatTakesForeverIsGivenUp(String name, RawServer.Reply reply) throws IOException {
    try (RawServer server = RawServer.replying(reply);
        StsIssuer issuer =
            new StsIssuer(Map.of(), InstantSource.system(), Duration.ofMillis(400))) {
      IssueException refused =
          assertThrows(
              IssueException.class,
              () ->
                  issuer.assumeRole(
                      Requests.unknownSession(), Requests.role("Developer"), server.sts()));
      assertEquals("127.0.0.1 does not answer: check the network", refused.problem().message());
      assertEquals(ProblemCode.AWS_UNREACHABLE, refused.problem().code(), name);
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void aClosedPortIsUnreachable() throws IOException {
    URI closed;
    try (RawServer server = RawServer.answering(200, "", GOOD)) {
      closed = server.uri();
    }
    IssueException refused = refused(Map.of(), new StsEndpoint("eu-west-2", closed));
    assertEquals("127.0.0.1 cannot be reached: check the network", refused.problem().message());
  }

  @Test
  void anUnknownHostCannotBeFound() {
    // A label of more than 63 letters is no name, so that no name server is asked either.
    URI nowhere = URI.create("https://" + "a".repeat(64) + ".invalid:8443");
    IssueException refused = refused(Map.of(), new StsEndpoint("eu-west-2", nowhere));
    assertEquals(Kind.TRANSIENT, refused.kind());
    assertEquals(ProblemCode.AWS_UNREACHABLE, refused.problem().code());
    assertEquals(
        nowhere.getHost() + " cannot be found: check the network", refused.problem().message());
  }

  @Test
  void anMfaCodeIsSentOnceAlsoWhenAKeptConnectionBreaks() throws Exception {
    try (RawServer server = RawServer.keepingConnections(HostileNetworkTest::hangUpOnLogin);
        StsLoginIssuer issuer = new StsLoginIssuer(Map.of(), InstantSource.system());
        BaseKey key = Requests.unknownKey();
        MfaCode code = MfaCode.of("123456")) {
      StsEndpoint sts = server.sts();
      issuer.identity(key, sts);
      IssueException refused =
          assertThrows(
              IssueException.class,
              () ->
                  issuer.login(
                      key,
                      Requests.login("arn:aws:iam::111122223333:mfa/me"),
                      code,
                      sts,
                      Requests.NOBODY));
      assertEquals(Kind.TRANSIENT, refused.kind());
      assertEquals(1, server.connections());
      assertEquals(
          1,
          server.requests().stream()
              .filter(request -> request.contains("TokenCode=123456"))
              .count());
    }
  }

  private static final String IDENTITY =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/me</Arn>
      <UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult>
      </GetCallerIdentityResponse>
      """;

  /** Keeps the connection after it said whose key it is, and hangs up on the login. */
  private static void hangUpOnLogin(String request, OutputStream out) throws IOException {
    if (!request.contains("GetCallerIdentity")) {
      throw new IOException("hanging up");
    }
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + IDENTITY.length() + "\r\n\r\n";
    out.write((head + IDENTITY).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
