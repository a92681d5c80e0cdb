package dev.jvc.daemon.endpoint.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.LastUsers;
import dev.jvc.daemon.access.MetricsToken;
import dev.jvc.daemon.access.OwnProcesses;
import dev.jvc.daemon.access.OwnPrograms;
import dev.jvc.daemon.awsfiles.AwsFiles;
import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.endpoint.EndpointWitness;
import dev.jvc.daemon.endpoint.OwnerCheck;
import dev.jvc.daemon.endpoint.ProcessDocument;
import dev.jvc.daemon.endpoint.RawClient;
import dev.jvc.daemon.endpoint.guard.Peer;
import dev.jvc.daemon.endpoint.imds.ImdsListeners;
import dev.jvc.daemon.endpoint.imds.ImdsParts;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProcessIdentity;
import dev.jvc.daemon.profile.AwsEnvironment;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import dev.jvc.daemon.vending.IdentityChecker;
import dev.jvc.daemon.vending.LoginKeeper;
import dev.jvc.daemon.vending.SessionIssuer;
import dev.jvc.daemon.vending.Vending;
import dev.jvc.daemon.vending.VendingPorts;
import dev.jvc.daemon.vending.Witnesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every route of docs/protocol.md over a real socket, held to the golden files that the client is
 * tested with as well.
 */
final class ControlRoutesTest {

  private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");
  private static final long CLIENT = ProcessHandle.current().pid();
  private static final Path GOLDEN = Path.of(System.getProperty("jvc.root", ".."), "docs/protocol");

  private final AtomicInteger stops = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private final FixedProfiles profiles = new FixedProfiles();
  private Path folder = Path.of("/");
  private ControlClient client = new ControlClient(folder);
  private AutoCloseable running = () -> {};

  @BeforeEach
  void start() throws Exception {
    folder = Files.createTempDirectory(Path.of("/tmp"), "jvc");
    Path socket = folder.resolve("run/control.sock");
    client = new ControlClient(socket);
    Vending vending =
        new Vending(
            new VendingPorts(
                profiles,
                FixedProfiles.STS,
                issuer(),
                identities(),
                credentials -> new byte[] {'{', '}'},
                Witnesses.silent(),
                LoginKeeper.nothing(),
                pid -> ProcessIdentity.of(pid),
                InstantSource.fixed(MORNING),
                () -> Duration.ZERO,
                Runnable::run,
                new SplittableRandom(7)));
    ClientTokens tokens =
        ClientTokens.open(
            folder.resolve("run/tokens"),
            folder.resolve("tokens.json"),
            new OwnProcesses(OperatingSystem.current()));
    ImdsListeners imds =
        new ImdsListeners(
            "127.0.0.1",
            new ImdsParts(
                (caller, profile) -> vending.broker().vendQuickly(profile),
                profiles::plan,
                new OwnerCheck((theirs, ours, age) -> Peer.OURS, null),
                EndpointWitness.none(),
                InstantSource.fixed(MORNING),
                () -> Duration.ZERO,
                new SecureRandom(),
                ahead -> {}));
    SocketClaim claim = SocketClaim.of(socket);
    ControlListener listener =
        ControlListener.start(
            claim,
            new ControlParts(
                vending,
                tokens,
                MetricsToken.open(folder.resolve("state/metrics-token")),
                new LastUsers(
                    new OwnPrograms(
                        OperatingSystem.current(), new OwnProcesses(OperatingSystem.current())),
                    Runnable::run,
                    InstantSource.fixed(MORNING),
                    changes::incrementAndGet),
                imds,
                new FixedPlans(profiles),
                files(),
                key -> key.value().equals("personal") ? "MPLE" : null,
                session -> ProcessDocument.of(session, true),
                Map.of("AWS_CA_BUNDLE", "/etc/ssl/corp.pem"),
                new DaemonFacts(
                    "0.1.0",
                    4242,
                    MORNING,
                    URI.create("http://127.0.0.1:9911"),
                    List.of(URI.create("http://169.254.170.2:80")),
                    true,
                    Path.of("/run/user/1000/jvc/control.sock"),
                    ControlRoutesTest::stores,
                    () -> List.of("~/.aws/config:7: a problem"),
                    () -> List.of("a protection"),
                    Map::of,
                    () -> "jvc_up 1.0\n",
                    () -> List.of("~/.aws/config:7: a problem"),
                    stops::incrementAndGet)));
    running =
        () -> {
          listener.close();
          imds.close();
          claim.close();
          vending.close();
        };
  }

  private AwsFiles files() {
    Path aws = folder.resolve("none");
    return new AwsFiles(
        new Directories(aws, aws, folder.resolve("state"), folder.resolve("run"), aws, aws),
        new AwsEnvironment(aws, aws, folder, "me", Map.of()),
        profiles,
        () -> Map.of(new ProfileName("personal"), "file"),
        Path.of("/usr/bin/jvc"),
        InstantSource.fixed(MORNING));
  }

  private static Map<String, Object> stores() {
    Map<String, Object> stores = new LinkedHashMap<>();
    stores.put("configured", "auto");
    stores.put("chosen", "file");
    stores.put(
        "others",
        List.of(
            pair("store", "pass", "reason", "there is no password store: run pass init"),
            pair(
                "store",
                "secret-service",
                "reason",
                "no program offers a secret service on the session bus")));
    stores.put("profiles", List.of(pair("profile", "prod", "store", "pass")));
    return stores;
  }

  private static Map<String, Object> pair(String a, String b, String c, String d) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put(a, b);
    pair.put(c, d);
    return pair;
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String golden(String name) throws IOException {
    return Files.readString(GOLDEN.resolve(name)).strip();
  }

  /** Tickets and tokens are random; in golden files they are a word. */
  private static String normal(String json) {
    return json.replaceAll(
            "\"ticket\":\"[\\w-]{43}\"",
            "\"ticket\":\"ticketticketticketticketticketticketticket1\"")
        .replaceAll(
            "\"token\":\"[\\w-]{43}\"",
            "\"token\":\"tokentokentokentokentokentokentokentokento1\"");
  }

  private void assertGolden(String name, ControlClient.Answer answer) throws IOException {
    assertEquals(golden(name), normal(answer.body()), answer.head());
    assertTrue(answer.head().contains("Jvc-Protocol: 1"), answer.head());
    assertTrue(answer.head().contains("application/json"), answer.head());
  }

  private String ticket(String task, String profile) throws IOException {
    ControlClient.Answer answer =
        client.post(
            "/v1/tasks",
            "{\"task\":\"" + task + "\",\"profile\":\"" + profile + "\",\"pid\":" + CLIENT + "}");
    assertEquals(200, answer.status(), answer.body());
    return answer.body().replaceAll(".*\"ticket\":\"([\\w-]{43})\".*", "$1");
  }

  private void logIn() throws IOException {
    ControlClient.Answer answer =
        client.post(
            "/v1/tasks/" + ticket("login", "personal") + "/deposit",
            golden("deposit-request.json"));
    assertEquals(200, answer.status(), answer.body());
  }

  @Test
  void aLoginIsATicketThatIsRedeemedOnce() throws IOException {
    ControlClient.Answer opened =
        client.post("/v1/tasks", golden("task-login-request.json").replace("4711", "" + CLIENT));
    assertGolden("task-login-ticket.json", opened);
    String ticket = opened.body().replaceAll(".*\"ticket\":\"([\\w-]{43})\".*", "$1");

    assertGolden("task-login-details.json", client.get("/v1/tasks/" + ticket));
    assertGolden(
        "deposit.json",
        client.post("/v1/tasks/" + ticket + "/deposit", golden("deposit-request.json")));

    ControlClient.Answer again =
        client.post("/v1/tasks/" + ticket + "/deposit", golden("deposit-request.json"));
    assertEquals(410, again.status());
    assertGolden(
        "task-login-done.json",
        client.post("/v1/tasks", golden("task-login-request.json").replace("4711", "" + CLIENT)));
  }

  @Test
  void aDirectSessionSaysWhichRoleToAssume() throws IOException {
    assertGolden("task-direct-details.json", client.get("/v1/tasks/" + ticket("login", "long")));
  }

  @Test
  void aKeyCanBeAddedForAProfileThatNobodyConfigured() throws IOException {
    ControlClient.Answer opened =
        client.post("/v1/tasks", "{\"task\":\"add\",\"profile\":\"fresh\",\"pid\":" + CLIENT + "}");
    assertGolden("task-add-ticket.json", opened);
    String ticket = opened.body().replaceAll(".*\"ticket\":\"([\\w-]{43})\".*", "$1");

    assertGolden("task-add-details.json", client.get("/v1/tasks/" + ticket));
    assertGolden("key-changed.json", client.post("/v1/tasks/" + ticket + "/deposit", "{}"));
  }

  @Test
  void aKeyThatWasFoundIsImportedUnderItsOwnName() throws IOException {
    String opened =
        client
            .post("/v1/tasks", "{\"task\":\"import\",\"profile\":\"dev\",\"pid\":" + CLIENT + "}")
            .body();
    String ticket = opened.replaceAll(".*\"ticket\":\"([\\w-]{43})\".*", "$1");

    assertEquals(
        golden("task-import-details.json").replace("fresh", "dev").replace("auto", "file"),
        client.get("/v1/tasks/" + ticket).body());
    assertGolden("key-changed.json", client.post("/v1/tasks/" + ticket + "/deposit", "{}"));
  }

  @Test
  void aTicketCanBeGivenBackAnyNumberOfTimes() throws IOException {
    String ticket = ticket("login", "personal");

    assertEquals(204, client.delete("/v1/tasks/" + ticket).status());
    assertEquals(204, client.delete("/v1/tasks/" + ticket).status());
    assertEquals(410, client.get("/v1/tasks/" + ticket).status());
  }

  @Test
  void aProfileIsShownBeforeAndAfterItsLogin() throws IOException {
    assertGolden("profile-needs-login.json", client.get("/v1/profiles/personal"));
    logIn();
    assertGolden("profile.json", client.get("/v1/profiles/personal"));
    String all = client.get("/v1/profiles").body();
    assertTrue(all.contains(golden("profile.json")), all);
    assertTrue(all.endsWith("\"problems\":[\"~/.aws/config:7: a problem\"]}"), all);
  }

  @Test
  void aPlanIsExplained() throws IOException {
    assertGolden("plan.json", client.get("/v1/profiles/personal/plan"));
  }

  @Test
  void credentialsAreTheProcessProvidersDocument() throws IOException {
    logIn();
    assertGolden("credentials.json", client.get("/v1/profiles/personal/credentials"));
    assertGolden("identity.json", client.get("/v1/profiles/personal/identity"));
  }

  @Test
  void withoutALoginCredentialsNameTheCommandToRun() throws IOException {
    ControlClient.Answer answer = client.get("/v1/profiles/personal/credentials");

    assertEquals(400, answer.status());
    assertGolden("problem-login-needed.json", answer);
  }

  @Test
  void tokensAreForAProcessOrForGood() throws IOException {
    assertGolden(
        "token-child.json",
        client.post("/v1/tokens", golden("token-child-request.json").replace("4712", "" + CLIENT)));
    ControlClient.Answer standing =
        client.post("/v1/tokens", golden("token-standing-request.json"));
    Path file = folder.resolve("run/tokens/personal");
    assertEquals(
        golden("token-standing.json")
            .replace("/run/user/1000/jvc/tokens/personal", file.toString()),
        normal(standing.body()));
    String first = Files.readString(file);
    assertTrue(standing.body().contains(first), "the file does not hold the token");

    assertEquals("{\"revoked\":1}", client.delete("/v1/tokens").body());
    assertFalse(Files.readString(file).equals(first), "the old token is still there");
  }

  @Test
  void loggingOutDropsTheLoginAndItsSessions() throws IOException {
    logIn();
    assertEquals(200, client.get("/v1/profiles/personal/credentials").status());

    assertGolden("dropped.json", client.delete("/v1/logins/personal"));
    assertEquals(400, client.get("/v1/profiles/personal/credentials").status());
    assertEquals("{\"dropped\":0}", client.delete("/v1/logins").body());
    assertEquals("{\"dropped\":0}", client.post("/v1/lock", "").body());
  }

  /** Asks for any free port, and returns the one that was taken. */
  private int usePersonal() throws IOException {
    ControlClient.Answer used =
        client.post("/v1/imds", golden("imds-use-request.json").replace("9912", "0"));
    assertEquals(200, used.status(), used.body());
    return Integer.parseInt(used.body().replaceAll(".*127.0.0.1:(\\d+).*", "$1"));
  }

  @Test
  void aMetadataListenerIsOpenedAndTakenBack() throws IOException {
    int port = usePersonal();
    ControlClient.Answer again =
        client.post("/v1/imds", golden("imds-use-request.json").replace("9912", "" + port));
    assertEquals(golden("imds-use.json").replace("9912", "" + port), again.body());

    String other = "{\"profile\":\"dev\",\"v1\":true}";
    assertEquals(
        golden("imds-use.json")
            .replace("9912", "" + port)
            .replace("personal", "dev")
            .replace("\"v1\":false", "\"v1\":true"),
        client.post("/v1/imds", other).body());
    assertGolden("imds-none.json", client.delete("/v1/imds"));
    assertEquals("{\"changed\":0}", client.delete("/v1/imds").body());
    assertTrue(client.get("/v1/status").body().contains("\"imds\":[]"));
  }

  @Test
  void aTakenPortIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ControlClient.Answer answer =
          client.post(
              "/v1/imds",
              golden("imds-use-request.json").replace("9912", "" + taken.getLocalPort()));

      assertEquals(409, answer.status());
      assertEquals(
          golden("problem-cannot-listen.json").replace("9912", "" + taken.getLocalPort()),
          answer.body());
    }
  }

  @Test
  void lockingEndsMetadataTokens() throws IOException {
    int port = usePersonal();
    try (RawClient metadata = new RawClient(port)) {
      String host = " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-aws-ec2-metadata-token";
      String token =
          metadata
              .send("PUT /latest/api/token" + host + "-ttl-seconds: 60\r\n\r\n")
              .answer()
              .body();
      String ask = "GET /latest/meta-data/instance-id" + host + ": " + token + "\r\n\r\n";
      assertEquals(200, metadata.send(ask).answer().status());

      assertEquals(200, client.post("/v1/lock", "").status());

      assertEquals(401, metadata.send(ask).answer().status());
    }
  }

  @Test
  void theDaemonTellsOfItself() throws IOException {
    logIn();
    int port = usePersonal();
    ControlClient.Answer status = client.get("/v1/status");
    assertEquals(golden("status.json").replace("9912", "" + port), status.body());
    assertEquals("{\"status\":\"UP\"}", client.get("/v1/health").body());
    ControlClient.Answer metrics = client.get("/v1/metrics");
    assertEquals("jvc_up 1.0\n", metrics.body());
    assertTrue(metrics.head().contains("text/plain; version=0.0.4"), metrics.head());
  }

  @Test
  void metricsAreOpenedByATokenThatCanBeTakenBack() throws IOException {
    Path file = folder.resolve("state/metrics-token");
    assertEquals("{\"revoked\":false}", client.delete("/v1/metrics/token").body());

    assertEquals(golden("metrics-token.json"), documented(client.post("/v1/metrics/token", "{}")));
    String first = Files.readString(file);
    assertTrue(first.matches("[\\w-]{43}"), "not a token");
    assertEquals(200, client.post("/v1/metrics/token", "").status());
    assertEquals(first, Files.readString(file));

    assertGolden("metrics-token-revoked.json", client.delete("/v1/metrics/token"));
    assertFalse(Files.exists(file));
  }

  @Test
  void aMetricsTokenThatCannotBeKeptIsSaid() throws IOException {
    Path file = Files.createDirectories(folder.resolve("state/metrics-token/inside"));

    ControlClient.Answer kept = client.post("/v1/metrics/token", "");
    ControlClient.Answer revoked = client.delete("/v1/metrics/token");

    assertEquals(500, kept.status());
    assertTrue(
        kept.body()
            .contains(
                "the metrics token cannot be kept: "
                    + file.getParent()
                    + " is a folder where a token should be: move it away"),
        kept.body());
    assertEquals(500, revoked.status());
    assertTrue(
        revoked
            .body()
            .contains(
                "the metrics token opens nothing any more, but "
                    + file.getParent()
                    + " cannot be removed, and the next daemon would take it: remove it"),
        revoked.body());
  }

  private ControlClient.Answer fetch(String profile, String caller) throws IOException {
    return client.send(
        "GET", "/v1/profiles/" + profile + "/credentials", "", "Jvc-Caller: " + caller);
  }

  @Test
  void whoWasGivenCredentialsIsShownWithTheSessionAndTheLogin() throws IOException {
    logIn();
    assertEquals(200, fetch("personal", "credential-process " + CLIENT).status());
    assertEquals(200, client.get("/v1/profiles/personal/credentials").status());
    assertEquals(200, fetch("dev", "export " + CLIENT).status());

    String status = client.get("/v1/status").body().replace("\"pid\":" + CLIENT, "\"pid\":4711");

    assertEquals(
        golden("status-used.json"),
        status.replaceAll(".*(\"logins\":.*),\"awsReachable\".*", "{$1}"));
    assertEquals(3, changes.get());
  }

  @Test
  void whoOnlyLooksWhetherThereAreCredentialsIsNotShown() throws IOException {
    logIn();
    assertEquals(200, fetch("personal", "check " + CLIENT).status());

    assertFalse(client.get("/v1/status").body().contains("\"how\""));
  }

  @Test
  void aProcessThatThereIsNotIsUnknown() throws IOException {
    logIn();
    assertEquals(200, fetch("personal", "export 4194305").status());

    String status = client.get("/v1/status").body();

    assertTrue(
        status.contains("\"users\":[{\"how\":\"export\",\"at\":\"2026-11-24T08:00:00Z\"}]"),
        status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credential-process",
        "credential-process 0",
        "credential-process -1",
        "credential-process 01",
        "credential-process 12345678901",
        "credential-process 7 /bin/sh",
        "exec sh",
        "control 7",
        "EXEC 7",
        "7"
      })
  void aCallerThatIsNoneIsRefused(String caller) throws IOException {
    logIn();
    ControlClient.Answer answer = fetch("personal", caller);

    assertEquals(400, answer.status());
    assertTrue(
        answer
            .body()
            .contains(
                "\"message\":\"Jvc-Caller must be credential-process, exec, export or check,"
                    + " and the number of a process\""),
        answer.body());
    assertFalse(client.get("/v1/status").body().contains("\"how\""));
  }

  /** The same with the folders that golden files name. */
  private String documented(ControlClient.Answer answer) {
    return answer
        .body()
        .replace(folder.resolve("run").toString(), "/run/user/1000/jvc")
        .replace(folder.resolve("state").toString(), "/home/me/.local/state/jvc");
  }

  @Test
  void wiringIsToldAndNothingIsMade() throws IOException {
    assertEquals(golden("wiring.json"), documented(client.get("/v1/profiles/personal/wiring")));
    assertFalse(Files.exists(folder.resolve("run/tokens/personal")));
    assertFalse(Files.exists(folder.resolve("state")));
  }

  @Test
  void filesForProgramsAreMadeAndTakenAway() throws IOException {
    assertEquals(
        golden("files-exec.json"),
        documented(client.post("/v1/files", golden("files-exec-request.json"))));
    assertEquals(
        golden("files-desktop.json"),
        documented(client.post("/v1/files", golden("files-desktop-request.json"))));
    Path config = folder.resolve("state/aws/config");
    assertTrue(
        Files.readString(config)
            .contains(
                "[profile personal]\ncredential_process = /usr/bin/jvc credentials personal\n"),
        Files.readString(config));

    assertEquals("{\"removed\":true}", client.delete("/v1/files").body());
    assertFalse(Files.exists(config));
    assertEquals("{\"removed\":false}", client.delete("/v1/files").body());
  }

  @Test
  void readingAgainAnswersWhatIsToBeMended() throws IOException {
    assertGolden("reload.json", client.post("/v1/reload", ""));
  }

  @Test
  void stoppingIsAcceptedOnce() throws IOException {
    assertEquals(202, client.post("/v1/stop", "{}").status());
    assertEquals(1, stops.get());
  }

  @Test
  void eventsAreTheStateAndWhoWantsALogin() throws IOException {
    try (SocketChannel stream = client.open()) {
      stream.write(
          ByteBuffer.wrap(
              "GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      StringBuilder received = new StringBuilder();
      readUntil(stream, received, "event: state\ndata: {}");
      assertEquals(400, client.get("/v1/profiles/personal/credentials").status());
      readUntil(
          stream,
          received,
          golden("events.txt").lines().filter(l -> l.contains("login")).findFirst().orElseThrow());
      logIn();
      readUntil(stream, received, "event: state");
      assertTrue(received.toString().contains("text/event-stream"), received.toString());
      assertFalse(received.toString().contains("wJalrXUtnFEMI"), "a secret is in the events");
    }
  }

  private static void readUntil(SocketChannel stream, StringBuilder received, String wanted) {
    int from = received.length();
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    await()
        .until(() -> {
          if (received.indexOf(wanted, from) >= 0) {
            return true;
          }
          buffer.clear();
          int read = stream.read(buffer);
          received.append(new String(buffer.array(), 0, Math.max(read, 0), StandardCharsets.UTF_8));
          return received.indexOf(wanted, from) >= 0;
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1/tasks | {\"task\":\"login\",\"profile\":\"personal\",\"pid\":1,\"program\":\"sh\"} | 400 | bad request: unknown member program",
        "POST | /v1/tasks | {\"task\":\"run\",\"profile\":\"personal\",\"pid\":1} | 400 | task must be add, import, remove, move or login",
        "POST | /v1/tasks | {\"task\":\"login\",\"pid\":1} | 400 | bad request: member profile is missing",
        "POST | /v1/tasks | {\"task\":\"login\",\"profile\":\"\",\"pid\":1} | 400 | a profile name may not be empty",
        "POST | /v1/tasks | [] | 400 | bad request: a JSON object is expected",
        "POST | /v1/tasks | {\"task\" | 400 | bad request: not well-formed JSON",
        "POST | /v1/tokens | {\"profile\":\"personal\",\"kind\":\"child\"} | 400 | a child token needs the pid of its process",
        "POST | /v1/tokens | {\"profile\":\"personal\",\"kind\":\"root\"} | 400 | kind must be child or standing",
        "POST | /v1/tokens | {\"profile\":\"nobody\",\"kind\":\"standing\"} | 404 | there is no profile nobody",
        "POST | /v1/imds | {\"profile\":\"nobody\",\"port\":0} | 404 | there is no profile nobody",
        "POST | /v1/imds | {\"port\":0} | 400 | bad request: member profile is missing",
        "POST | /v1/imds | {\"profile\":\"dev\",\"port\":65536} | 400 | port must be a number from 0 to 65535",
        "POST | /v1/imds | {\"profile\":\"dev\",\"port\":-1} | 400 | port must be a number from 0 to 65535",
        "POST | /v1/imds | {\"profile\":\"dev\",\"port\":\"0\"} | 400 | bad request: member port must be a whole number",
        "POST | /v1/imds | {\"profile\":\"dev\",\"v1\":1} | 400 | bad request: member v1 must be true or false",
        "POST | /v1/imds | {\"profile\":\"dev\",\"host\":\"0.0.0.0\"} | 400 | bad request: unknown member host",
        "POST | /v1/files | {\"profile\":\"personal\",\"for\":\"ever\"} | 400 | for must be exec or desktop",
        "POST | /v1/files | {\"profile\":\"personal\",\"for\":\"exec\",\"path\":\"/x\"} | 400 | bad request: unknown member path",
        "POST | /v1/files | {\"profile\":\"nobody\",\"for\":\"exec\"} | 404 | there is no profile nobody",
        "GET | /v1/profiles/nobody/wiring | | 404 | there is no profile nobody",
        "GET | /v1/profiles/nobody | | 404 | there is no profile nobody",
        "GET | /v1/profiles/~41 | | 404 | the path does not name a profile",
        "GET | /v1/tasks/unknown | | 410 | *",
        "GET | /v1/nothing | | 404 | no such route on the control socket",
        "PATCH | /v1/status | | 404 | no such route on the control socket",
      })
  void whatDoesNotFollowTheProtocolIsRefusedInOneSentence(
      String method, String path, String body, int status, String message) throws IOException {
    ControlClient.Answer answer = client.send(method, path, body == null ? "" : body);

    assertEquals(status, answer.status(), answer.body());
    assertTrue(answer.body().contains("\"exitCode\":"), answer.body());
    if (!message.equals("*")) {
      assertTrue(answer.body().contains("\"message\":\"" + message + "\""), answer.body());
    }
  }

  @Test
  void anUnknownProtocolVersionIsRefused() throws IOException {
    ControlClient.Answer answer = client.send("GET", "/v1/status", "", "Jvc-Protocol: 2");

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("restart the daemon"), answer.body());
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws IOException {
    ControlClient.Answer answer =
        client.post("/v1/tasks", "{\"task\":\"" + "x".repeat(70_000) + "\"}");

    assertTrue(answer.status() == 400 || answer.status() == 413, answer.head());
    assertEquals(200, client.get("/v1/health").status());
  }

  private static SessionIssuer issuer() {
    return (parent, request, sts) ->
        new SessionCredentials(
            new AccessKeyId("ASIAROLEROLEROLEROLE"),
            Secret.ofString("roleSecret"),
            Secret.ofString("roleToken"),
            MORNING.plus(Duration.ofHours(1)),
            new CallerIdentity(
                "111122223333",
                "arn:aws:sts::111122223333:assumed-role/" + request.role().roleName() + "/jvc-me"));
  }

  private static IdentityChecker identities() {
    return (session, sts) ->
        new IdentityChecker.Identity(
            session.identity().accountId(), session.identity().arn(), "AROAEXAMPLE:jvc-me");
  }

  private record FixedPlans(Profiles profiles) implements PlanSource {

    @Override
    public SessionPlan plan(ProfileName profile) throws ProblemException {
      return profiles.plan(profile);
    }

    @Override
    public List<String> steps(SessionPlan plan) {
      return List.of("open key " + plan.login().key(), "serve it");
    }
  }

  /** Two profiles on one key, and one with a direct session. */
  private static final class FixedProfiles implements Profiles {

    static final StsEndpoint STS =
        new StsEndpoint("eu-west-2", URI.create("http://127.0.0.1:4566"));
    private static final String MFA = "arn:aws:iam::111122223333:mfa/me";

    private final Map<ProfileName, SessionPlan> plans = new TreeMap<>();

    FixedProfiles() {
      ProfileName personal = new ProfileName("personal");
      LoginRequest login = new LoginRequest.SessionToken(personal, MFA, Duration.ofHours(12));
      put("personal", login, List.of(role(Duration.ofHours(1))));
      put("dev", login, List.of());
      RoleRequest eight =
          new RoleRequest(
              new RoleArn("arn:aws:iam::111122223333:role/Developer"),
              "jvc-me",
              Duration.ofHours(8),
              "partner-42",
              Map.of("team", "blue"),
              Set.of("team"),
              "me");
      put("long", new LoginRequest.DirectRole(new ProfileName("long"), MFA, eight), List.of());
    }

    private static RoleRequest role(Duration duration) {
      return new RoleRequest(
          new RoleArn("arn:aws:iam::111122223333:role/Developer"),
          "jvc-me",
          duration,
          null,
          Map.of(),
          Set.of(),
          null);
    }

    private void put(String name, LoginRequest login, List<RoleRequest> roles) {
      ProfileName profile = new ProfileName(name);
      plans.put(
          profile,
          new SessionPlan(
              profile,
              login,
              "file",
              roles,
              STS,
              List.of(
                  new SessionPlan.ValueSource(
                      "role_arn",
                      "arn:aws:iam::111122223333:role/Developer",
                      "~/.aws/config:5 [profile personal]"))));
    }

    @Override
    public List<ProfileName> names() {
      return List.copyOf(plans.keySet());
    }

    @Override
    public SessionPlan plan(ProfileName profile) throws ProblemException {
      return Optional.ofNullable(plans.get(profile))
          .orElseThrow(() ->
              new ProblemException(
                  Problem.of(ProblemCode.UNKNOWN_PROFILE, "there is no profile " + profile)));
    }

    @Override
    public SessionPlan planWithOwnKey(ProfileName profile) throws ProblemException {
      return plan(profile);
    }

    @Override
    public List<String> problems() {
      return List.of();
    }
  }
}
