package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.OwnProcesses;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialEndpointTest {

  @TempDir Path folder;
  private ClientTokens tokens;

  @BeforeEach
  void tokens() throws IOException {
    tokens =
        ClientTokens.open(
            folder.resolve("run/tokens"),
            folder.resolve("state/tokens.json"),
            new OwnProcesses(OperatingSystem.current()));
  }

  private CredentialEndpoint start(String host, int port, OperatingSystem os) throws IOException {
    return CredentialEndpoint.start(
        host,
        port,
        os,
        tokens,
        (caller, profile) -> TestEndpoint.granted(profile),
        EndpointWitness.none());
  }

  @Test
  void aTakenPortIsAnErrorThatNamesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      int port = taken.getLocalPort();

      EndpointBindException failure =
          assertThrows(
              EndpointBindException.class,
              () -> start("127.0.0.1", port, OperatingSystem.current()));

      assertEquals(
          "cannot listen on 127.0.0.1:"
              + port
              + " (address already in use): stop the other program, or choose another port with listen.port",
          failure.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.0.0.0",
        "::",
        "[::]",
        "10.0.0.1",
        "localhost",
        "localhost.evil",
        "127.0.0.1.evil",
        "127.1",
        "2130706433",
        "0x7f000001",
        "[::1",
        "127.0.0.1:9911",
        "169.254.169.254",
        "::ffff:10.0.0.1"
      })
  void onlyLiteralLoopbackAddressesAreListenedOn(String host) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> start(host, 0, OperatingSystem.current()));
    assertEquals(
        "the endpoint listens on loopback only: set listen.host to 127.0.0.1 or ::1",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2"})
  void theUriIsWhatSdksTake(String host) throws IOException {
    try (CredentialEndpoint endpoint = start(host, 0, OperatingSystem.current())) {
      assertEquals(
          URI.create("http://" + host + ":" + endpoint.port() + "/v1/credentials/team~20a"),
          endpoint.uri(new ProfileName("team a")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "[::1]"})
  void ipv6LoopbackIsServedToo(String host) throws Exception {
    try (CredentialEndpoint endpoint = start(host, 0, OperatingSystem.current());
        RawClient client = new RawClient(InetAddress.ofLiteral("::1"), endpoint.port());
        var token = tokens.standing(new ProfileName("personal"))) {
      assertEquals(
          "http://[::1]:" + endpoint.port() + "/v1/credentials/personal",
          endpoint.uri(new ProfileName("personal")).toString());
      client.send(
          "GET /v1/credentials/personal HTTP/1.1\r\nHost: ::1\r\nAuthorization: "
              + token.token().value().revealString()
              + "\r\n\r\n");

      assertEquals(200, client.answer().status());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void onLinuxEveryProtectionHolds() throws IOException {
    try (CredentialEndpoint endpoint = start("127.0.0.1", 0, OperatingSystem.LINUX)) {
      assertEquals(List.of(), endpoint.degraded());
    }
  }

  @Test
  void whereOwnersOfSocketsAreUnknownItSaysSo() throws IOException {
    try (CredentialEndpoint endpoint = start("127.0.0.1", 0, OperatingSystem.MACOS)) {
      assertEquals(1, endpoint.degraded().size());
      assertTrue(endpoint.degraded().getFirst().contains("client tokens only"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.170.2", "169.254.170.23", "169.254.169.254"})
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void anAddressThatTheMachineLacksIsAnErrorThatNamesTheCommand(String address) {
    ListenAddress at = ListenAddress.linkLocal(address, 0, "link-local.port");

    EndpointBindException failure =
        assertThrows(
            EndpointBindException.class,
            () ->
                CredentialEndpoint.start(
                    at,
                    OwnerCheck.of(OperatingSystem.LINUX),
                    tokens,
                    (caller, profile) -> TestEndpoint.granted(profile),
                    EndpointWitness.none()));

    assertEquals(
        "cannot listen on "
            + address
            + ":0 (cannot assign requested address): run ip addr add "
            + address
            + "/32 dev lo as root, or remove the address from jvc.yaml",
        failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.253", "127.0.0.1", "0.0.0.0", "10.0.0.1", "localhost", ""})
  void noOtherAddressIsLinkLocal(String host) {
    assertThrows(
        IllegalArgumentException.class, () -> ListenAddress.linkLocal(host, 80, "link-local.port"));
  }
}
