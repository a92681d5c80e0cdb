package dev.jvc.client.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ControlClientTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\n";
  private static final Limits SMALL = new Limits(Duration.ofSeconds(5), 32);

  @TempDir private Path runtime;
  private ScriptedJvcd daemon;
  private ControlClient client;

  @BeforeEach
  void start() throws Exception {
    daemon = ScriptedJvcd.start(runtime);
    client = new ControlClient(ControlSocket.of(Map.of("XDG_RUNTIME_DIR", runtime.toString())));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void readsAnAnswerWithALength() throws Failure {
    daemon.answerRaw("GET /a", HEAD + "Content-Length: 2\r\n\r\n{}");

    assertEquals("{}", ask(SMALL));
  }

  @Test
  void readsAnAnswerInChunks() throws Failure {
    daemon.answerRaw(
        "GET /a",
        HEAD
            + "transfer-encoding: Chunked\r\n\r\n1\r\n{\r\n2;x=\"y\"\r\n \n\r\n01\r\n}\r\n0\r\nTrailer: t\r\n\r\n");

    assertEquals("{ \n}", ask(SMALL));
  }

  @Test
  void readsAnAnswerThatEndsWithTheConnection() throws Failure {
    daemon.answerRaw("GET /a", HEAD + "\r\nall of it");

    assertEquals("all of it", ask(SMALL));
  }

  @Test
  void readsAnAnswerWithoutABody() throws Failure {
    daemon.answerRaw("GET /a", "HTTP/1.1 204 No Content\r\nJvc-Protocol: 1\r\n\r\n");

    Answer answer = client.exchange("GET", "/a", null, SMALL);

    assertNotNull(answer);
    assertEquals(204, answer.status());
    assertTrue(answer.isSuccess());
    assertEquals(0, answer.body().length);
  }

  @Test
  void aRefusalIsAnAnswerToo() throws Failure {
    daemon.answer("GET /a", 400, "{}");

    Answer answer = client.exchange("GET", "/a", null, SMALL);

    assertNotNull(answer);
    assertEquals(400, answer.status());
    assertFalse(answer.isSuccess());
  }

  @Test
  void anAnswerDoesNotPrintItsBody() {
    Answer answer = new Answer(200, "secret".getBytes(StandardCharsets.UTF_8));

    assertEquals("answer 200 of 6 bytes", answer.toString());
  }

  @Test
  void sendsTheBodyAsJsonWithItsLength() throws Failure {
    daemon.answer("POST /a", "{}");

    client.exchange("POST", "/a", "{\"ü\":1}".getBytes(StandardCharsets.UTF_8), SMALL);

    ScriptedJvcd.Request request = daemon.requests().getFirst();
    assertEquals("{\"ü\":1}", request.body());
    assertEquals(
        String.join(
            "\r\n",
            "POST /a HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Jvc-Protocol: 1",
            "Content-Type: application/json",
            "Content-Length: 8",
            "",
            ""),
        request.head());
  }

  @Test
  void aBodyOfExactlyTheLimitIsRead() throws Failure {
    daemon.answerRaw("GET /a", HEAD + "Content-Length: 32\r\n\r\n" + "x".repeat(32));

    assertEquals("x".repeat(32), ask(SMALL));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("nothing at all", "", "ended before it had answered"),
        Arguments.of("half a head", "HTTP/1.1 200 OK\r\nJvc-", "ended before it had answered"),
        Arguments.of("not HTTP", "hello\r\n\r\n", "not an HTTP/1.1 answer"),
        Arguments.of("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n", "not an HTTP/1.1 answer"),
        Arguments.of("HTTP/2", "HTTP/2 200\r\n\r\n", "not an HTTP/1.1 answer"),
        Arguments.of("a status of two digits", "HTTP/1.1 20\r\n\r\n", "not an HTTP/1.1 answer"),
        Arguments.of("a status of four digits", "HTTP/1.1 2000\r\n\r\n", "not an HTTP/1.1 answer"),
        Arguments.of("an interim status", "HTTP/1.1 100 Go\r\n\r\n", "not an HTTP/1.1 answer"),
        Arguments.of("a status of letters", "HTTP/1.1 2oo OK\r\n\r\n", "a number is expected"),
        Arguments.of("bare line feeds", "HTTP/1.1 200 OK\n\n", "does not end as it should"),
        Arguments.of("a field without a name", HEAD + ": x\r\n\r\n", "field is malformed"),
        Arguments.of("a field without a colon", HEAD + "x\r\n\r\n", "field is malformed"),
        Arguments.of("a folded field", HEAD + "A: b\r\n c: d\r\n\r\n", "field is malformed"),
        Arguments.of("a space before the colon", HEAD + "A : b\r\n\r\n", "field is malformed"),
        Arguments.of("a length of no number", HEAD + "Content-Length: x\r\n\r\n", "number"),
        Arguments.of("a negative length", HEAD + "Content-Length: -1\r\n\r\n", "number"),
        Arguments.of("an empty length", HEAD + "Content-Length:\r\n\r\n", "number"),
        Arguments.of("a huge length", HEAD + "Content-Length: 99999999999\r\n\r\n", "number"),
        Arguments.of(
            "two lengths",
            HEAD + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
            "given twice"),
        Arguments.of(
            "length and chunks",
            HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
            "given twice"),
        Arguments.of(
            "an unknown encoding", HEAD + "Transfer-Encoding: gzip\r\n\r\n", "encoding is unknown"),
        Arguments.of(
            "chunks twice",
            HEAD + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            "encoding is unknown"),
        Arguments.of("a packed body", HEAD + "Content-Encoding: gzip\r\n\r\n", "nobody asked for"),
        Arguments.of(
            "a short body", HEAD + "Content-Length: 9\r\n\r\n{}", "ended before it had answered"),
        Arguments.of(
            "a long body", HEAD + "Content-Length: 33\r\n\r\n" + "x".repeat(33), "too large"),
        Arguments.of("an endless body", HEAD + "\r\n" + "x".repeat(33), "too large"),
        Arguments.of(
            "too much in chunks",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n21\r\n" + "x".repeat(33) + "\r\n0\r\n\r\n",
            "too large"),
        Arguments.of(
            "a chunk size of no number",
            HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "chunk size is malformed"),
        Arguments.of(
            "an empty chunk size",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n\r\n",
            "chunk size is malformed"),
        Arguments.of(
            "a huge chunk size",
            HEAD + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
            "chunk size is malformed"),
        Arguments.of(
            "a chunk without its end",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n",
            "chunk does not end as it should"),
        Arguments.of(
            "an endless chunk line",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(80) + "\r\n",
            "chunk line is too long"),
        Arguments.of(
            "missing last chunk",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n",
            "ended before it had answered"),
        Arguments.of(
            "an endless head", HEAD + "A: " + "x".repeat(9000) + "\r\n\r\n", "head of the answer"),
        Arguments.of(
            "no protocol", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "speaks protocol"),
        Arguments.of(
            "a later protocol",
            "HTTP/1.1 200 OK\r\nJvc-Protocol: 2\r\nContent-Length: 0\r\n\r\n",
            "the daemon speaks protocol 2, this jvc speaks 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void anAnswerThatIsNoneIsOneSentence(String name, String raw, String sentence) {
    daemon.answerRaw("GET /a", raw);

    Failure failure = assertThrows(Failure.class, () -> ask(SMALL), name);

    assertTrue(failure.sentence().contains(sentence), failure.sentence());
    assertFalse(failure.sentence().contains("xxx"), "the answer is quoted");
    assertTrue(
        failure.exitCode() == ExitCode.DAEMON_UNREACHABLE || failure.exitCode() == ExitCode.FAILED);
  }

  @Test
  void aSilentDaemonIsNotWaitedForLongerThanTheDeadline() {
    daemon.stream("");
    Limits hasty = new Limits(Duration.ofMillis(150), 100);

    Failure failure =
        assertThrows(Failure.class, () -> client.exchange("GET", "/v1/events", null, hasty));

    assertEquals("the daemon does not answer", failure.sentence());
    assertEquals(ExitCode.DAEMON_UNREACHABLE, failure.exitCode());
  }

  @Test
  void whereNobodyListensThereIsNoAnswer() throws Exception {
    daemon.close();

    assertNull(client.exchange("GET", "/a", null, SMALL));
    assertFalse(client.isListening());
  }

  @Test
  void whereADaemonDiedThereIsNoAnswer() throws Exception {
    // Its socket is left behind, and nobody accepts on it.
    daemon.close();
    ScriptedJvcd dead = ScriptedJvcd.start(runtime);
    dead.die();

    assertNull(client.exchange("GET", "/a", null, SMALL));
    assertFalse(client.isListening());
  }

  private String ask(Limits limits) throws Failure {
    Answer answer = client.exchange("GET", "/a", null, limits);
    assertNotNull(answer);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
