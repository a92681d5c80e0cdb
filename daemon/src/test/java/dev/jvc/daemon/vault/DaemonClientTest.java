package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class DaemonClientTest {

  private static final String GET = "GET " + TestDaemon.TASK;
  private static final String DEPOSIT = "POST " + TestDaemon.TASK + "/deposit";

  @TempDir private Path folder;
  private TestDaemon daemon;

  DaemonClientTest(@TempDir Path sockets) throws IOException {
    daemon = TestDaemon.start(sockets.resolve("s"));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  private static SessionCredentials session() {
    return new SessionCredentials(
        new AccessKeyId("ASIAIOSFODNN7EXAMPLE"),
        Secret.ofString("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        Secret.ofString("FwoGZXIvYXdzEXAMPLETOKEN"),
        Instant.parse("2026-11-24T20:00:00.750Z"),
        new CallerIdentity("111122223333", "arn:aws:iam::111122223333:user/me"));
  }

  @Test
  void theTaskOfATicketIsAskedForByPath() throws Exception {
    daemon.answering(GET, 200, TestDaemon.golden("task-login-details.json"));

    Task task = daemon.client().task();

    assertInstanceOf(Task.Login.class, task);
    TestDaemon.Request request = daemon.requests().getFirst();
    assertEquals(GET, request.route());
    assertEquals("", request.body());
    assertTrue(request.headers().contains("Jvc-Protocol: 1\r\n"));
    assertTrue(request.headers().contains("Host: localhost\r\n"));
  }

  @Test
  void aSessionIsDepositedExactlyAsTheProtocolSays() throws Exception {
    daemon.answering(DEPOSIT, 200, TestDaemon.golden("deposit.json"));

    try (SessionCredentials session = session()) {
      daemon.client().deposit(session);
    }

    assertEquals(TestDaemon.golden("deposit-request.json"), daemon.body(DEPOSIT));
    assertTrue(
        daemon.requests().getFirst().headers().contains("Content-Type: application/json\r\n"));
  }

  @Test
  void aChangedKeyIsDepositedAsAnEmptyObject() throws Exception {
    daemon.answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));

    daemon.client().keyChanged();

    assertEquals("{}", daemon.body(DEPOSIT));
  }

  @Test
  void aTicketIsGivenBackEvenWhenItIsUnknown() {
    daemon.client().giveBack();
    daemon.answering("DELETE " + TestDaemon.TASK, 410, "");
    daemon.client().giveBack();

    assertEquals(
        List.of("DELETE " + TestDaemon.TASK, "DELETE " + TestDaemon.TASK), daemon.routes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "410 | TicketUnknown | the ticket was used already | | TICKET_UNKNOWN",
        "400 | LoginNeeded | profile personal needs a login | jvc login personal | LOGIN_NEEDED",
        "500 | Internal | the daemon failed | | INTERNAL",
        "418 | OfALaterVersion | something new | | INTERNAL",
      })
  void aFailureIsPassedOnAsTheDaemonPutsIt(
      int status, String code, String message, String hint, ProblemCode expected) {
    daemon.answering(
        GET,
        status,
        "{\"code\":\"%s\",\"message\":\"%s\"%s,\"exitCode\":1}"
            .formatted(code, message, hint == null ? "" : ",\"hint\":\"" + hint + "\""));

    ProblemException failed = assertThrows(ProblemException.class, () -> daemon.client().task());

    assertEquals(expected, failed.problem().code());
    assertEquals(message, failed.problem().message());
    assertEquals(hint, failed.problem().hint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html>", "{\"code\":1}", "[1]"})
  void aFailureThatIsNoneIsReportedByItsStatus(String body) {
    daemon.answering(GET, 502, body);

    ProblemException failed = assertThrows(ProblemException.class, () -> daemon.client().task());

    assertEquals(ProblemCode.INTERNAL, failed.problem().code());
    assertEquals("the daemon answered with status 502", failed.problem().message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello\r\n\r\n",
        "HTTP/1.0 200 OK\r\nJvc-Protocol: 1\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 2000 OK\r\nJvc-Protocol: 1\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nJvc-Protocol: 2\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Length: -2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Length: 65537\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Length: 99999999999\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nJvc-Protocol 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Len",
      })
  void whatIsNoAnswerOfThisProtocolIsRefused(String answer) {
    daemon.answeringRaw(GET, answer);

    DaemonUnreachableException refused =
        assertThrows(DaemonUnreachableException.class, () -> daemon.client().task());
    Sentences.requireSentence(String.valueOf(refused.getMessage()));
  }

  @Test
  void endlessHeadersAreNotReadToTheirEnd() {
    daemon.answeringRaw(
        GET, "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nX: " + "y".repeat(10_000) + "\r\n\r\n");

    DaemonUnreachableException refused =
        assertThrows(DaemonUnreachableException.class, () -> daemon.client().task());
    assertTrue(String.valueOf(refused.getMessage()).contains("too many headers"));
  }

  @Test
  void aSilentDaemonIsGivenUp() {
    ControlSocket socket = new ControlSocket(daemon.socket(), Duration.ofMillis(100));

    IOException late =
        assertThrows(IOException.class, () -> socket.exchange("GET", "/silent", new byte[0]));
    assertTrue(String.valueOf(late.getMessage()).contains("did not answer"));
  }

  @Test
  void withoutADaemonTheSentenceNamesTheSocket() {
    Path nothing = folder.resolve("control.sock");
    DaemonClient client = new DaemonClient(nothing, TestDaemon.TICKET);

    DaemonUnreachableException gone = assertThrows(DaemonUnreachableException.class, client::task);
    assertTrue(String.valueOf(gone.getMessage()).contains(nothing.toString()));
    client.giveBack();
  }

  @Test
  void aFileInPlaceOfTheSocketIsNoDaemon() throws Exception {
    Path file = Files.createFile(folder.resolve("control.sock"));

    assertThrows(
        DaemonUnreachableException.class, () -> new DaemonClient(file, TestDaemon.TICKET).task());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "../../v1/stop?aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaa\r\nX: y"})
  void whatIsNoTicketNeverReachesAPath(String ticket) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new DaemonClient(daemon.socket(), ticket));
    assertFalse(ticket.length() > 3 && String.valueOf(refused.getMessage()).contains(ticket));
  }
}
