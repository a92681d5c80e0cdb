package dev.jvc.client.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.control.EventStream.Event;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EventStreamTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Type: text/event-stream\r\n";

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
  void readsTheGoldenEvents() throws Exception {
    daemon.answerRaw("GET /e", HEAD + "\r\n" + Golden.text("events.txt") + "\n\n");

    assertEquals(
        List.of(
            new Event("state", "{}"),
            new Event(
                "login-needed",
                "{\"profile\":\"personal\",\"key\":\"personal\",\"message\":\"profile personal"
                    + " needs a login: run jvc login personal\"}")),
        all());
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        Arguments.of("nothing", "", List.of()),
        Arguments.of("a comment", ": alive\n\n", List.of(new Event("", ""))),
        Arguments.of("a comment of nothing", ":\n", List.of(new Event("", ""))),
        Arguments.of("no name", "data: x\n\n", List.of(new Event("message", "x"))),
        Arguments.of("no data", "event: a\n\nevent: b\ndata:\n\n", List.of(new Event("b", ""))),
        Arguments.of("two lines", "data: a\ndata:  b\n\n", List.of(new Event("message", "a\n b"))),
        Arguments.of(
            "line ends of all kinds",
            "event: a\r\ndata: x\r\n\r\nevent: b\rdata: y\r\revent: c\ndata: z\n\n",
            List.of(new Event("a", "x"), new Event("b", "y"), new Event("c", "z"))),
        Arguments.of(
            "other fields", "id: 1\nretry: 2\nx\ndata: y\n\n", List.of(new Event("message", "y"))),
        Arguments.of(
            "a comment inside",
            "event: a\n: comment\ndata: x\n: comment\n\n",
            List.of(new Event("a", "x"))),
        Arguments.of("half an event", "event: a\ndata: x\n", List.of()),
        Arguments.of("text", "data: ü€😀\n\n", List.of(new Event("message", "ü€😀"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void readsEvents(String name, String stream, List<Event> expected) throws Exception {
    daemon.answerRaw("GET /e", HEAD + "\r\n" + stream);

    assertEquals(expected, all(), name);
  }

  @Test
  void readsEventsInChunks() throws Exception {
    daemon.answerRaw(
        "GET /e",
        HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\ndata:\r\n4\r\n x\n\n\r\n0\r\n\r\n");

    assertEquals(List.of(new Event("message", "x")), all());
  }

  @Test
  void waitsForWhatComesLater() throws Exception {
    daemon.stream("");
    try (EventStream events = open("/v1/events")) {
      Awaitility.await().until(() -> daemon.listeners() == 1);
      daemon.send("event: state\ndata: {}\n\n");
      assertEquals(new Event("state", "{}"), events.next());

      daemon.endStreams();
      assertNull(events.next());
    }
  }

  @Test
  void anEventWithoutEndEndsTheStream() throws Exception {
    daemon.answerRaw("GET /e", HEAD + "\r\ndata: " + "x".repeat(70_000) + "\n\n");
    assertEquals(List.of(), all());

    daemon.answerRaw(
        "GET /e", HEAD + "\r\n" + ("data: " + "x".repeat(1000) + "\n").repeat(70) + "\n");
    assertEquals(List.of(), all());
  }

  @Test
  void aDaemonWithoutEventsIsOneSentence() {
    daemon.answer("GET /e", 404, "{}");
    Failure refused = assertThrows(Failure.class, () -> open("/e"));
    assertEquals("the daemon offers no events: it answered 404", refused.sentence());

    daemon.answer("GET /e", 200, "{}");
    Failure json = assertThrows(Failure.class, () -> open("/e"));
    assertEquals("the daemon offers no events: it answered 200", json.sentence());

    daemon.answerRaw("GET /e", "what\r\n\r\n");
    Failure broken = assertThrows(Failure.class, () -> open("/e"));
    assertTrue(broken.sentence().contains("cannot be read"), broken.sentence());
  }

  @Test
  void whereNobodyListensThereAreNoEvents() throws Exception {
    daemon.close();

    assertNull(client.listen("/e"));
  }

  private List<Event> all() throws Exception {
    List<Event> all = new ArrayList<>();
    try (EventStream events = open("/e")) {
      for (Event event = events.next(); event != null; event = events.next()) {
        all.add(event);
      }
    }
    return all;
  }

  private EventStream open(String path) throws Failure {
    EventStream events = client.listen(path);
    assertNotNull(events);
    return events;
  }
}
