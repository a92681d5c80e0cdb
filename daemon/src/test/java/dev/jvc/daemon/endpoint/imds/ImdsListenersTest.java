package dev.jvc.daemon.endpoint.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.EndpointBindException;
import dev.jvc.daemon.endpoint.ListenAddress;
import dev.jvc.daemon.endpoint.OwnerCheck;
import dev.jvc.daemon.endpoint.RawClient;
import dev.jvc.daemon.endpoint.guard.Peer;
import dev.jvc.daemon.endpoint.guard.Refusal;
import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ImdsListenersTest {

  private static final String LIST = "/latest/meta-data/iam/security-credentials/";

  private final TestMetadata metadata = new TestMetadata();
  private final ImdsListeners listeners = metadata.listeners();

  @BeforeEach
  void addAProfile() {
    metadata.plans(TestMetadata.plan("prod", "us-east-1", "AWS_REGION"));
  }

  @AfterEach
  void close() {
    metadata.close();
  }

  private static ServedProfile serving(String profile) {
    return new ServedProfile(new ProfileName(profile), false);
  }

  private int configured(String profile) throws IOException {
    listeners.open(ListenAddress.loopback("127.0.0.1", 0, "imds.port"), serving(profile));
    return listeners.views().getLast().endpoint().getPort();
  }

  @Test
  void severalProfilesHaveAPortEach() throws Exception {
    int personal = configured("personal");
    int prod = configured("prod");

    assertEquals("personal", TestMetadata.get(personal, LIST).body());
    assertEquals("prod", TestMetadata.get(prod, LIST).body());
    assertEquals(404, TestMetadata.get(prod, LIST + "personal").status());
    assertEquals(List.of(), listeners.dead());
    assertTrue(listeners.views().stream().allMatch(ImdsView::configured));
  }

  @Test
  void useTakesTheFirstListenerThereIs() throws Exception {
    int port = configured("personal");
    String token = TestMetadata.token(port);

    ImdsView view = listeners.use(serving("prod"), null);

    assertEquals(port, view.endpoint().getPort());
    assertEquals(new ImdsView(view.endpoint(), new ProfileName("prod"), false, false), view);
    // The client's token was for the other profile.
    assertEquals(
        401, TestMetadata.ask(port, "GET " + LIST, "X-aws-ec2-metadata-token: " + token).status());
    assertEquals("prod", TestMetadata.get(port, LIST).body());
  }

  @Test
  void usingWhatIsServedAlreadyEndsNoToken() throws Exception {
    int port = configured("personal");
    String token = TestMetadata.token(port);

    assertTrue(listeners.use(serving("personal"), port).configured());

    assertEquals(
        200, TestMetadata.ask(port, "GET " + LIST, "X-aws-ec2-metadata-token: " + token).status());
  }

  @Test
  void noneTakesBackWhatUseDidAndNothingElse() throws Exception {
    int first = configured("personal");
    int second = configured("prod");
    listeners.use(serving("prod"), first);
    int opened = metadata.open("prod", false);

    assertEquals(2, listeners.useNone());

    assertEquals("personal", TestMetadata.get(first, LIST).body());
    assertEquals("prod", TestMetadata.get(second, LIST).body());
    assertThrows(ConnectException.class, () -> TestMetadata.token(opened));
    assertEquals(2, listeners.views().size());
    assertEquals(0, listeners.useNone());
  }

  @Test
  void aPortOfAnotherProgramIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ProblemException refused =
          assertThrows(
              ProblemException.class, () -> listeners.use(serving("prod"), taken.getLocalPort()));

      assertEquals(ProblemCode.CANNOT_LISTEN, refused.problem().code());
      assertEquals(
          "cannot listen on 127.0.0.1:"
              + taken.getLocalPort()
              + " (address already in use): stop the other program, or choose another port with"
              + " --port",
          refused.problem().message());
      EndpointBindException fatal =
          assertThrows(
              EndpointBindException.class,
              () ->
                  listeners.open(
                      ListenAddress.loopback("127.0.0.1", taken.getLocalPort(), "imds.port"),
                      serving("prod")));
      assertTrue(String.valueOf(fatal.getMessage()).endsWith("another port with imds.port"));
      assertEquals(List.of(), listeners.views());
    }
  }

  @Test
  void aProfileThatLeadsNowhereIsRefusedByUseAndAProblemInTheConfiguration() throws Exception {
    assertEquals(
        ProblemCode.UNKNOWN_PROFILE,
        assertThrows(ProblemException.class, () -> listeners.use(serving("nobody"), 0))
            .problem()
            .code());
    int port = configured("nobody");

    assertEquals(
        List.of("imds at http://127.0.0.1:" + port + " serves nothing: there is no profile nobody"),
        listeners.problems());
    assertEquals(404, TestMetadata.get(port, "/latest/meta-data/placement/region").status());
  }

  @Test
  void versionOneIsAProtectionThatDoesNotHold() throws Exception {
    int port = metadata.open("prod", true);

    assertEquals(
        List.of("imds at http://127.0.0.1:" + port + " answers requests without a token (IMDSv1)"),
        listeners.degraded());
    listeners.use(serving("prod"), port);
    assertEquals(List.of(), listeners.degraded());
  }

  @Test
  void thereIsAnEndToThePorts() throws Exception {
    for (int i = 0; i < ImdsListeners.MOST; i++) {
      metadata.open("personal", false);
    }

    ProblemException refused =
        assertThrows(ProblemException.class, () -> metadata.open("personal", false));

    assertEquals(ProblemCode.TOO_MANY_REQUESTS, refused.problem().code());
    assertEquals(ImdsListeners.MOST, listeners.useNone());
  }

  @Test
  void anotherUsersConnectionGetsNotAByte() throws Exception {
    try (TestMetadata guarded =
            new TestMetadata(new OwnerCheck((client, server, age) -> Peer.FOREIGN, null));
        RawClient client = new RawClient(guarded.open("personal", true))) {
      client.send("GET " + LIST + "personal HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

      assertEquals("", client.rest());
      assertEquals(1, guarded.counts().refusals(Refusal.FOREIGN_SOCKET));
    }
  }

  @Test
  void whereOwnersOfSocketsAreUnknownNothingIsServed() {
    try (TestMetadata open = new TestMetadata(OwnerCheck.of(OperatingSystem.MACOS))) {
      ProblemException refused =
          assertThrows(ProblemException.class, () -> open.open("personal", false));

      assertEquals(ProblemCode.FORBIDDEN, refused.problem().code());
      assertEquals(
          "imds would serve every user of this machine, because macOS does not tell whose a"
              + " connection is: use jvc env",
          refused.problem().message());
      assertThrows(
          EndpointBindException.class,
          () ->
              open.listeners()
                  .open(ListenAddress.loopback("127.0.0.1", 0, "imds.port"), serving("personal")));
    }
  }

  @Test
  void credentialsAreFetchedBeforeAClientAsks() throws Exception {
    configured("personal");
    int port = configured("prod");
    configured("nobody");
    assertEquals(List.of(), metadata.asked());

    listeners.loggedIn(new ProfileName("prod"));
    assertEquals(List.of("prod"), metadata.asked());

    listeners.use(serving("personal"), port);
    assertEquals(List.of("prod", "personal"), metadata.asked());

    TestMetadata.get(port, LIST);
    assertEquals(List.of("prod", "personal", "personal"), metadata.asked());
  }
}
