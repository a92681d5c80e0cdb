package dev.jvc.client.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.client.control.ControlClient;
import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client sends and understands what the golden files hold the daemon to. */
final class GoldenTest {

  private static final String PERSONAL = "/v1/profiles/personal";

  @TempDir private Path runtime;
  private ScriptedJvcd daemon;
  private Jvcd jvcd;
  private ProfileName personal;

  @BeforeEach
  void start() throws Exception {
    daemon = ScriptedJvcd.start(runtime);
    ControlSocket socket = ControlSocket.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    jvcd =
        new Jvcd(
            new ControlClient(socket),
            () -> {
              throw Jvcd.notRunning();
            },
            null);
    personal = ProfileName.of("personal");
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void credentialsAreTheBytesOfTheDaemon() throws Failure {
    daemon.answer("GET " + PERSONAL + "/credentials", Golden.text("credentials.json"));

    byte[] document = jvcd.credentialsDocument(personal, Asker.exec(4712, true));

    assertEquals(Golden.text("credentials.json"), new String(document, StandardCharsets.UTF_8));
    SessionKeys keys = SessionKeys.of(document);
    assertEquals("ASIAROLEROLEROLEROLE", keys.accessKeyId());
    assertTrue(
        daemon.requests().getFirst().head().contains("\r\nJvc-Caller: exec 4712\r\n"),
        daemon.requests().toString());
    assertEquals("roleSecret", keys.revealSecretAccessKey());
    assertEquals("roleToken", keys.revealSessionToken());
    assertEquals("2026-11-24T09:00:00Z", keys.expiration());
    assertEquals("keys ASIAROLEROLEROLEROLE", keys.toString());
  }

  @Test
  void aLoginIsAskedForAsTheFileSays() throws Exception {
    daemon.answer("POST /v1/tasks", Golden.text("task-login-ticket.json"));

    TaskAnswer answer = jvcd.beginTask(new TaskRequest("login", personal, 4711, 43200, false));

    Ticket ticket = assertInstanceOf(TaskAnswer.Granted.class, answer).ticket();
    assertEquals("ticketticketticketticketticketticketticket1", ticket.reveal());
    assertFalse(answer.toString().contains(ticket.reveal()), "a ticket is printed");
    // Optional members are absent rather than false.
    Map<String, Object> asked = JSON.std.mapFrom(Golden.text("task-login-request.json"));
    asked.remove("force");
    assertEquals(asked, JSON.std.mapFrom(daemon.bodyOf("POST /v1/tasks")));
  }

  @Test
  void optionsOfALoginAreSentWhenTheyAreGiven() throws Exception {
    daemon.answer("POST /v1/tasks", Golden.text("task-login-done.json"));

    TaskAnswer answer = jvcd.beginTask(new TaskRequest("login", personal, 7, 0, true));

    assertEquals(new TaskAnswer.LoggedIn("personal", "2026-11-24T20:00:00Z"), answer);
    assertEquals(
        Map.of("task", "login", "profile", "personal", "pid", 7, "force", true),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/tasks")));
  }

  @Test
  void aKeyMayBeAddedToAProfileThatNobodyConfigured() throws Exception {
    daemon.answer("POST /v1/tasks", Golden.text("task-add-ticket.json"));

    assertInstanceOf(
        TaskAnswer.Granted.class,
        jvcd.beginTask(TaskRequest.of("add", ProfileName.of("fresh"), 7)));
    assertEquals(
        Map.of("task", "add", "profile", "fresh", "pid", 7),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/tasks")));
  }

  @Test
  void aTicketIsGivenBackUnderItsPath() throws Exception {
    daemon
        .answer("POST /v1/tasks", Golden.text("task-login-ticket.json"))
        .answerRaw(
            "DELETE /v1/tasks/ticketticketticketticketticketticketticket1",
            "HTTP/1.1 204 No Content\r\nJvc-Protocol: 1\r\n\r\n");
    TaskAnswer answer = jvcd.beginTask(TaskRequest.of("login", personal, 7));

    jvcd.giveBack(assertInstanceOf(TaskAnswer.Granted.class, answer).ticket());

    assertEquals(2, daemon.requests().size());
  }

  @Test
  void profilesAreRead() throws Failure {
    daemon.answer(
        "GET /v1/profiles",
        "{\"profiles\":["
            + Golden.text("profile.json")
            + ","
            + Golden.text("profile-needs-login.json")
            + "],\"problems\":[\"~/.aws/config:7: a problem\"]}");

    Profiles profiles = jvcd.profiles();

    ProfileState expected =
        new ProfileState(
            "personal",
            "personal",
            "file",
            "MPLE",
            "eu-west-2",
            "arn:aws:iam::111122223333:role/Developer",
            "active",
            "2026-11-24T20:00:00Z",
            "none",
            "",
            "");
    assertEquals(expected, profiles.profiles().getFirst());
    assertEquals("needed", profiles.profiles().getLast().login());
    assertEquals(List.of("~/.aws/config:7: a problem"), profiles.problems());
    daemon.answer("GET " + PERSONAL, Golden.text("profile.json"));
    assertEquals(expected, jvcd.profile(personal));
  }

  @Test
  void theStatusIsRead() throws Failure {
    daemon.answer("GET /v1/status", Golden.text("status.json"));

    Status status = Status.of(jvcd.statusDocument());

    assertEquals("0.1.0", status.version());
    assertEquals(4242, status.pid());
    assertEquals("http://127.0.0.1:9911", status.endpoint());
    assertEquals(List.of("http://169.254.170.2:80"), status.linkLocal());
    assertEquals(
        List.of(new ImdsListener("http://127.0.0.1:9912", "personal", false, false)),
        status.imds());
    assertEquals(
        List.of(
            new Status.Login(
                "personal",
                "arn:aws:iam::111122223333:mfa/me",
                "111122223333",
                "2026-11-24T20:00:00Z",
                List.of("dev", "personal"),
                List.of())),
        status.logins());
    assertEquals(List.of(), status.sessions());
    assertEquals(true, status.awsReachable());
    assertEquals(
        new Status.Stores(
            "auto",
            "file",
            Map.of(
                "pass",
                "there is no password store: run pass init",
                "secret-service",
                "no program offers a secret service on the session bus"),
            Map.of("prod", "pass")),
        status.stores());
    assertEquals(List.of("~/.aws/config:7: a problem"), status.problems());
    assertEquals(List.of("a protection"), status.degraded());
  }

  @Test
  void whoUsedWhatLastIsRead() throws Failure {
    daemon.answer(
        "GET /v1/status",
        Golden.text("status-used.json")
            .replaceFirst("\\{", "{\"version\":\"0.1.0\",\"pid\":4242,"));

    Status status = Status.of(jvcd.statusDocument());

    String eight = "2026-11-24T08:00:00Z";
    assertEquals(
        List.of(new Status.User("java", 4711, "export", eight)),
        status.logins().getFirst().users());
    assertEquals(
        List.of(
            new Status.User("", 0, "control", eight),
            new Status.User("java", 4711, "credential-process", eight)),
        status.sessions().getFirst().users());
  }

  @Test
  void aChildTokenIsAskedForAsTheFileSays() throws Exception {
    daemon.answer("POST /v1/tokens", Golden.text("token-child.json"));

    ClientToken token = jvcd.childToken(personal, 4712);

    assertEquals("tokentokentokentokentokentokentokentokento1", token.reveal());
    assertEquals("http://127.0.0.1:9911/v1/credentials/personal", token.uri());
    assertEquals("eu-west-2", token.region());
    assertEquals("", token.tokenFile());
    assertFalse(token.toString().contains(token.reveal()), "a token is printed");
    assertEquals(
        JSON.std.mapFrom(Golden.text("token-child-request.json")),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/tokens")));
  }

  @Test
  void aStandingTokenIsAskedForAsTheFileSays() throws Exception {
    daemon.answer("POST /v1/tokens", Golden.text("token-standing.json"));

    assertEquals("/run/user/1000/jvc/tokens/personal", jvcd.standingToken(personal).tokenFile());
    assertEquals(
        JSON.std.mapFrom(Golden.text("token-standing-request.json")),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/tokens")));
  }

  @Test
  void filesAreAskedForAsTheFileSays() throws Exception {
    daemon.answer("POST /v1/files", Golden.text("files-exec.json"));

    assertEquals(
        new AwsFilePair(
            "/run/user/1000/jvc/exec/personal.config",
            "/run/user/1000/jvc/exec/personal.credentials",
            "eu-west-2"),
        jvcd.execFiles(personal));
    assertEquals(
        JSON.std.mapFrom(Golden.text("files-exec-request.json")),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/files")));
  }

  @Test
  void theDesktopsFilesAreAskedForAndTakenAwayAsTheFileSays() throws Exception {
    daemon
        .answer("POST /v1/files", Golden.text("files-desktop.json"))
        .answer("DELETE /v1/files", "{\"removed\":true}");

    assertEquals("/home/me/.local/state/jvc/aws/config", jvcd.desktopFiles(personal).config());
    assertEquals(
        JSON.std.mapFrom(Golden.text("files-desktop-request.json")),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/files")));
    assertTrue(jvcd.removeDesktopFiles());
  }

  @Test
  void wiringIsRead() throws Failure {
    daemon.answer("GET " + PERSONAL + "/wiring", Golden.text("wiring.json"));

    assertEquals(
        new Wiring(
            "personal",
            "http://127.0.0.1:9911/v1/credentials/personal",
            true,
            "eu-west-2",
            "/run/user/1000/jvc/tokens/personal",
            "/home/me/.local/state/jvc/aws/config",
            "/home/me/.local/state/jvc/aws/credentials"),
        jvcd.wiring(personal));
  }

  @Test
  void whatIsDroppedIsCounted() throws Failure {
    String dropped = Golden.text("dropped.json");
    daemon
        .answer("DELETE /v1/logins", dropped)
        .answer("DELETE /v1/logins/personal", dropped)
        .answer("POST /v1/lock", dropped)
        .answer("DELETE /v1/tokens", "{\"revoked\":3}");

    assertEquals(2, jvcd.dropLogins(null));
    assertEquals(2, jvcd.dropLogins(personal));
    assertEquals(2, jvcd.lock());
    assertEquals(3, jvcd.replaceTokens());
  }

  @Test
  void theTokenForMetricsIsAskedForAndTakenBackAsTheFilesSay() throws Exception {
    daemon
        .answer("POST /v1/metrics/token", Golden.text("metrics-token.json"))
        .answer("DELETE /v1/metrics/token", Golden.text("metrics-token-revoked.json"));

    assertEquals(
        new MetricsAccess(
            "http://127.0.0.1:9911/v1/metrics", true, "/home/me/.local/state/jvc/metrics-token"),
        jvcd.openMetrics());
    assertTrue(jvcd.closeMetrics());
  }

  @Test
  void aMetadataListenerIsAskedForAsTheFileSays() throws Exception {
    daemon
        .answer("POST /v1/imds", Golden.text("imds-use.json"))
        .answer("DELETE /v1/imds", Golden.text("imds-none.json"));

    ImdsListener listener = ImdsListener.of(jvcd.useImds(personal, 9912, false));

    assertEquals(new ImdsListener("http://127.0.0.1:9912", "personal", false, false), listener);
    assertEquals(
        JSON.std.mapFrom(Golden.text("imds-use-request.json")),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/imds")));
    assertEquals(1, jvcd.useNoImds());
  }

  @Test
  void thePortIsLeftToTheDaemon() throws Exception {
    daemon.answer("POST /v1/imds", Golden.text("imds-use.json"));

    jvcd.useImds(personal, null, true);

    assertEquals(
        Map.of("profile", "personal", "v1", true),
        JSON.std.mapFrom(daemon.bodyOf("POST /v1/imds")));
  }
}
