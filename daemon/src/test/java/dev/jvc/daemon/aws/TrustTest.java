package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.StsEndpoint;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AWS_CA_BUNDLE} against a server whose certificate nobody else vouches for. */
final class TrustTest {

  private static final String IDENTITY =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/me</Arn>
      <UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult>
      </GetCallerIdentityResponse>
      """;

  @TempDir Path folder;

  private static InputStream resource(String name) {
    return Objects.requireNonNull(TrustTest.class.getResourceAsStream(name), name);
  }

  private static RawServer server() throws Exception {
    char[] password = "test-only".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = resource("loopback.p12")) {
      keys.load(file, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    ServerSocket listener =
        tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    return RawServer.over(
        listener, "https", (request, out) -> RawServer.write(out, 200, "", IDENTITY));
  }

  private Path bundle(String before) throws Exception {
    try (InputStream pem = resource("loopback.pem")) {
      Path bundle = folder.resolve("bundle.pem");
      Files.writeString(bundle, before + new String(pem.readAllBytes(), StandardCharsets.US_ASCII));
      return bundle;
    }
  }

  private static CallerIdentity identity(Map<String, String> environment, StsEndpoint sts)
      throws IssueException {
    try (StsLoginIssuer issuer = new StsLoginIssuer(environment, InstantSource.system())) {
      return issuer.identity(Requests.unknownKey(), sts);
    }
  }

  @Test
  void aCertificateOfTheBundleIsTrusted() throws Exception {
    try (RawServer server = server()) {
      Map<String, String> environment =
          Map.of("AWS_CA_BUNDLE", bundle("# our own authority\n").toString());
      assertEquals(Requests.NOBODY, identity(environment, server.sts()));
    }
  }

  @Test
  void withoutTheBundleNobodyIsAsked() throws Exception {
    try (RawServer server = server()) {
      IssueException refused =
          assertThrows(IssueException.class, () -> identity(Map.of(), server.sts()));
      assertEquals(Kind.TRANSIENT, refused.kind());
      assertEquals(ProblemCode.AWS_UNREACHABLE, refused.problem().code());
      assertEquals(
          "no trusted connection to 127.0.0.1: if a proxy inspects it, name its certificates in"
              + " AWS_CA_BUNDLE",
          refused.problem().message());
      assertEquals(0, server.requests().size());
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotTrusted() throws Exception {
    try (RawServer server = server()) {
      Map<String, String> environment = Map.of("AWS_CA_BUNDLE", bundle("").toString());
      URI otherName = URI.create("https://127.0.0.2:" + server.uri().getPort());
      IssueException refused =
          assertThrows(
              IssueException.class,
              () -> identity(environment, new StsEndpoint("eu-west-2", otherName)));
      assertEquals(Kind.TRANSIENT, refused.kind());
      assertEquals(0, server.requests().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "missing,AWS_CA_BUNDLE cannot be read",
    "empty,AWS_CA_BUNDLE holds no certificate",
    "garbage,AWS_CA_BUNDLE is not a file of PEM certificates",
  })
  void aBadBundleIsNamed(String kind, String sentence) throws Exception {
    Path bundle = folder.resolve(kind);
    if (!kind.equals("missing")) {
      Files.writeString(
          bundle,
          kind.equals("empty")
              ? ""
              : "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    }
    IssueException refused =
        assertThrows(
            IssueException.class,
            () ->
                identity(
                    Map.of("AWS_CA_BUNDLE", bundle.toString()),
                    new StsEndpoint("eu-west-2", URI.create("https://127.0.0.1:9"))));
    assertTrue(refused.problem().message().startsWith(sentence), refused.problem().message());
    assertEquals(ProblemCode.BAD_CONFIGURATION, refused.problem().code());
    assertEquals(Kind.REFUSED, refused.kind());
  }
}
