package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.StsEndpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StsClientsTest {

  private static final String IDENTITY =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/me</Arn>
      <UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult>
      </GetCallerIdentityResponse>
      """;

  @ParameterizedTest
  @CsvSource({
    "eu-west-2, https://sts.eu-west-2.amazonaws.com",
    "us-east-1, https://sts.us-east-1.amazonaws.com",
    "us-west-2, https://sts.us-west-2.amazonaws.com",
    "ap-southeast-2, https://sts.ap-southeast-2.amazonaws.com",
    "cn-north-1, https://sts.cn-north-1.amazonaws.com.cn",
    "us-gov-west-1, https://sts.us-gov-west-1.amazonaws.com",
    "us-iso-east-1, https://sts.us-iso-east-1.c2s.ic.gov",
    "eu-future-9, https://sts.eu-future-9.amazonaws.com",
  })
  void aRegionHasItsOwnSts(String region, String url) {
    assertEquals(URI.create(url), StsClients.url(new StsEndpoint(region, null)));
  }

  @Test
  void anEndpointOfItsOwnTakesItsPlace() {
    URI override = URI.create("https://sts.example.com/path");
    assertEquals(override, StsClients.url(new StsEndpoint("eu-west-2", override)));
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example:3128, '', proxy.example",
    "proxy.example, '', proxy.example",
    "'', '', sts.eu-west-2.amazonaws.com",
    "http://proxy.example:3128, amazonaws.com, sts.eu-west-2.amazonaws.com",
  })
  void theNameThatIsLookedUpIsThatOfTheNextHop(String proxy, String noProxy, String host) {
    try (StsClients clients =
        new StsClients(Map.of("HTTPS_PROXY", proxy, "NO_PROXY", noProxy), Duration.ofSeconds(1))) {
      assertEquals(host, clients.nextHop(new StsEndpoint("eu-west-2", null)));
    }
  }

  @Test
  void aClientIsMadeOncePerEndpointAndManner() {
    StsEndpoint london = new StsEndpoint("eu-west-2", null);
    try (StsClients clients = new StsClients(Map.of(), Duration.ofSeconds(1))) {
      assertSame(clients.client(london, true), clients.client(london, true));
      assertNotSame(clients.client(london, true), clients.client(london, false));
      assertNotSame(
          clients.client(london, true), clients.client(new StsEndpoint("eu-west-1", null), true));
    }
  }

  @Test
  void theRegionIsWhatRequestsAreSignedFor() throws Exception {
    try (RawServer server = RawServer.answering(200, "", IDENTITY);
        StsLoginIssuer issuer = new StsLoginIssuer(Map.of(), InstantSource.system())) {
      CallerIdentity identity =
          issuer.identity(Requests.unknownKey(), new StsEndpoint("ap-southeast-2", server.uri()));
      assertEquals(Requests.NOBODY, identity);
      String request = server.requests().getFirst();
      assertTrue(request.contains("/ap-southeast-2/sts/aws4_request"), "signed for another");
      assertTrue(!request.contains("test-secret"), "the secret was sent");
    }
  }

  @Test
  void aProxyIsAskedForAnEndpointThatIsNotOnLoopback() throws Exception {
    try (RawServer proxy = RawServer.answering(403, "", "no");
        StsIssuer issuer =
            new StsIssuer(Map.of("HTTPS_PROXY", proxy.uri().toString()), InstantSource.system())) {
      StsEndpoint london = new StsEndpoint("eu-west-2", null);
      Sentences.assertFit(
          assertThrows(
                  IssueException.class, () -> issuer.identity(Requests.unknownSession(), london))
              .problem()
              .message());
      assertTrue(
          proxy.requests().getFirst().startsWith("CONNECT sts.eu-west-2.amazonaws.com:443 "),
          "not a tunnel to sts");
    }
  }

  /** The SDK reads the default files even when it is told to use others. */
  @Test
  void thePersonsOwnConfigurationIsNotRead(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("config"), "[profile \"a;b\"]\n");
    System.setProperty("aws.configFile", config.toString());
    System.setProperty("aws.sharedCredentialsFile", config.toString());
    try (StsClients clients = new StsClients(Map.of(), Duration.ofSeconds(1))) {
      StsEndpoint sts = new StsEndpoint("eu-west-2", URI.create("http://127.0.0.1:9"));
      assertSame(clients.client(sts, false), clients.client(sts, false));
    } finally {
      System.clearProperty("aws.configFile");
      System.clearProperty("aws.sharedCredentialsFile");
    }
  }
}
