package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.guard.Limits;
import dev.jvc.daemon.endpoint.guard.Peer;
import dev.jvc.daemon.endpoint.guard.PeerCheck;
import dev.jvc.daemon.endpoint.guard.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the listener holds out against clients that stall, flood or belong to someone else. */
final class GuardedListenerTest {

  private static final PeerCheck EVERYONE = (client, server, age) -> Peer.OURS;

  @TempDir Path folder;

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  /** Generous ones, so that a busy machine cuts off nobody whom the test wants served. */
  private static Limits limits(Duration head, Duration answer, int connections) {
    return new Limits(LONG, LONG, head, answer, SHORT, Duration.ofSeconds(1), connections);
  }

  private static Limits impatient() {
    return limits(SHORT, LONG, 64);
  }

  private static void assertServed(TestEndpoint endpoint) throws IOException {
    String request = endpoint.request("personal");
    try (RawClient client = new RawClient(endpoint.port())) {
      assertEquals(200, client.send(request).answer().status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET /v1/cre",
        "GET /v1/credentials/personal HTTP/1.1\r",
        "GET /v1/credentials/personal HTTP/1.1\r\n",
        "GET /v1/credentials/personal HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthor",
        "GET /v1/credentials/personal HTTP/1.1\r\nHost: 127.0.0.1\r\n\r"
      })
  void aClientThatStallsIsCutOffWhileOthersAreServed(String start) throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, impatient());
        RawClient patient = new RawClient(endpoint.port());
        RawClient stalled = new RawClient(endpoint.port())) {
      assertEquals(200, patient.send(endpoint.request("personal")).answer().status());
      stalled.send(start);
      assertServed(endpoint);

      assertEquals("", stalled.rest());
      assertEquals(1, endpoint.counts().refusals(Refusal.STALLED));
      // Idle for at least as long, but between two requests.
      assertEquals(200, patient.send(endpoint.request("personal")).answer().status());
    }
  }

  @Test
  void aClientThatSendsNothingIsCutOff() throws IOException {
    Limits restless = new Limits(SHORT, LONG, LONG, LONG, LONG, LONG, 64);
    try (TestEndpoint endpoint = TestEndpoint.start(folder, restless);
        RawClient silent = new RawClient(endpoint.port())) {
      assertEquals("", silent.rest());
      assertEquals(1, endpoint.counts().refusals(Refusal.STALLED));
    }
  }

  @Test
  void aClientThatStallsInALaterRequestIsCutOffToo() throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, impatient());
        RawClient client = new RawClient(endpoint.port())) {
      assertEquals(200, client.send(endpoint.request("personal")).answer().status());
      client.send("GET /v1/cre");

      assertEquals("", client.rest());
    }
  }

  @Test
  void drippingByteByByteDoesNotExtendTheDeadline() throws Exception {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, impatient());
        RawClient dripping = new RawClient(endpoint.port())) {
      Thread drops =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    dripping.send("G");
                    LockSupport.parkNanos(20_000_000);
                  }
                } catch (IOException cutOff) {
                  // What is waited for below.
                }
              });

      assertEquals("", dripping.rest());
      drops.join();
      assertServed(endpoint);
    }
  }

  @Test
  void aRefusedClientReadsItsAnswerAlthoughItsBodyIsStillOnTheWay() throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, impatient());
        RawClient client = new RawClient(endpoint.port())) {
      client.send(endpoint.request("personal", "Content-Length: 100000").replace("GET ", "POST "));
      for (int i = 0; i < 100; i++) {
        client.send("x".repeat(1_000));
      }

      assertEquals(405, client.answer().status());
      assertEquals("", client.rest());
    }
  }

  @Test
  void aRefusedClientThatStaysIsCutOff() throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, impatient());
        RawClient client = new RawClient(endpoint.port())) {
      client.send(endpoint.request("personal", "Content-Length: 5") + "ab");

      assertEquals(400, client.answer().status());
      assertEquals("", client.rest());
      assertEquals(1, endpoint.counts().refusals(Refusal.BODY));
      assertEquals(0, endpoint.counts().refusals(Refusal.STALLED));
    }
  }

  @Test
  void aClientThatReadsNothingIsCutOff() throws Exception {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, limits(LONG, SHORT, 64));
        RawClient greedy = new RawClient(endpoint.port())) {
      String many = endpoint.request("personal").repeat(200);
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    greedy.send(many);
                  }
                } catch (IOException cutOff) {
                  // What is waited for below.
                }
              });

      writer.join();
      assertServed(endpoint);
    }
  }

  @Test
  void aSourceThatHangsIsInterruptedAndTheClientCutOff() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CredentialSource hanging =
        (caller, profile) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException cutOff) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
          }
          return TestEndpoint.granted(profile);
        };
    try (TestEndpoint endpoint =
            TestEndpoint.start(folder, limits(LONG, SHORT, 64), EVERYONE, hanging);
        RawClient client = new RawClient(endpoint.port())) {
      client.send(endpoint.request("personal"));

      assertEquals("", client.rest());
      interrupted.await();
    }
  }

  @Test
  void anIdleConnectionIsClosedAfterItsTimeAndThatIsNoRefusal() throws IOException {
    Limits restless = new Limits(LONG, SHORT, LONG, LONG, LONG, LONG, 64);
    try (TestEndpoint endpoint = TestEndpoint.start(folder, restless);
        RawClient client = new RawClient(endpoint.port())) {
      assertEquals(200, client.send(endpoint.request("personal")).answer().status());

      assertEquals("", client.rest());
      assertEquals(0, endpoint.counts().refusals(Refusal.STALLED));
    }
  }

  @Test
  void someoneElsesConnectionGetsNotAByte() throws IOException {
    try (TestEndpoint endpoint =
            TestEndpoint.start(folder, impatient(), (client, server, age) -> Peer.FOREIGN);
        RawClient foreign = new RawClient(endpoint.port())) {
      foreign.send(endpoint.request("personal"));

      assertEquals("", foreign.rest());
      assertEquals(1, endpoint.counts().refusals(Refusal.FOREIGN_SOCKET));
      assertEquals(0, endpoint.counts().answered(200));
    }
  }

  @Test
  void theOwnerIsAskedForAgainOnALivingConnection() throws IOException {
    AtomicReference<Peer> peer = new AtomicReference<>(Peer.OURS);
    Limits distrustful = new Limits(LONG, LONG, LONG, LONG, LONG, Duration.ZERO, 64);
    try (TestEndpoint endpoint =
            TestEndpoint.start(folder, distrustful, (client, server, age) -> peer.get());
        RawClient handedOn = new RawClient(endpoint.port())) {
      assertEquals(200, handedOn.send(endpoint.request("personal")).answer().status());
      peer.set(Peer.GONE);
      handedOn.send(endpoint.request("personal"));

      assertEquals("", handedOn.rest());
      assertEquals(1, endpoint.counts().refusals(Refusal.GONE));
    }
  }

  @Test
  void aClientThatHangsUpByHalfIsNotServed() throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder);
        RawClient client = new RawClient(endpoint.port())) {
      assertEquals(200, client.send(endpoint.request("personal")).answer().status());
      client.socket().shutdownOutput();

      assertEquals("", client.rest());
    }
  }

  @Test
  void lookingWhetherTheListenerLivesLeavesNoTrace() throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder)) {
      for (int i = 0; i < 5; i++) {
        assertTrue(endpoint.endpoint().isListening());
      }
      assertServed(endpoint);

      Awaitility.await().until(() -> endpoint.counts().answered(200) == 1);
      assertEquals("{200=1}", endpoint.counts().toString());
    }
  }

  @Test
  void idleConnectionsMakeRoomWhenEveryPlaceIsTaken() throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, limits(LONG, LONG, 4))) {
      List<RawClient> idle = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RawClient client = new RawClient(endpoint.port());
        assertEquals(200, client.send(endpoint.request("personal")).answer().status());
        idle.add(client);
      }

      assertServed(endpoint);
      assertTrue(endpoint.counts().refusals(Refusal.CROWDED) > 0);
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  @Test
  void stalledConnectionsKeepNobodyOutForLong() throws IOException {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, limits(SHORT, LONG, 4))) {
      List<RawClient> stalled = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        stalled.add(new RawClient(endpoint.port()).send("GET /v1"));
      }

      assertServed(endpoint);
      for (RawClient client : stalled) {
        client.close();
      }
      Awaitility.await().until(() -> endpoint.endpoint().connections() == 0);
    }
  }

  @Test
  void aThousandClientsAtOnceAreAllServed() throws Exception {
    try (TestEndpoint endpoint = TestEndpoint.start(folder, limits(LONG, LONG, 256))) {
      String request = endpoint.request("personal", "Connection: close");
      List<Thread> threads = new ArrayList<>();
      var failures = new ConcurrentLinkedQueue<Exception>();
      for (int i = 0; i < 1_000; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  try (RawClient client = new RawClient(endpoint.port())) {
                    assertEquals(200, client.send(request).answer().status());
                  } catch (IOException | RuntimeException failure) {
                    failures.add(failure);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }

      assertEquals(List.of(), List.copyOf(failures), () -> endpoint.counts().toString());
      Awaitility.await().until(() -> endpoint.counts().answered(200) == 1_000);
    }
  }

  @Test
  void closingEndsLivingConnectionsAndFreesThePort() throws Exception {
    TestEndpoint endpoint = TestEndpoint.start(folder);
    int port = endpoint.port();
    try (RawClient idle = new RawClient(port);
        RawClient fresh = new RawClient(port)) {
      assertEquals(200, idle.send(endpoint.request("personal")).answer().status());
      assertTrue(endpoint.endpoint().isListening());

      endpoint.close();

      assertEquals("", idle.rest());
      assertEquals("", fresh.rest());
      assertTrue(!endpoint.endpoint().isListening());
    }
    try (CredentialEndpoint again =
        CredentialEndpoint.start(
            "127.0.0.1",
            port,
            impatient(),
            EVERYONE,
            List.of(),
            endpoint.tokens(),
            (caller, profile) -> TestEndpoint.granted(new ProfileName("personal")),
            EndpointWitness.none())) {
      assertEquals(port, again.port());
    }
  }
}
