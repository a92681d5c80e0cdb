package dev.jvc.daemon.endpoint.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestReaderTest {

  private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: ::1\r\n\r\n";

  private final List<String> told = new ArrayList<>();
  private boolean allowed = true;

  private RequestReader reader(String... chunks) {
    Deque<byte[]> bytes = new ArrayDeque<>();
    for (String chunk : chunks) {
      bytes.add(chunk.getBytes(StandardCharsets.ISO_8859_1));
    }
    Authorities authorities = new Authorities("127.0.0.1", 9911);
    return new RequestReader(
        bytes::poll, () -> new RequestHead(authorities, RequestRules.CONTAINER), new Progress());
  }

  private static @Nullable String next(RequestReader reader) {
    byte[] head = reader.get();
    return head == null ? null : new String(head, StandardCharsets.ISO_8859_1);
  }

  /** Writes down what it is told. */
  private final class Progress implements RequestReader.Progress {

    @Override
    public void awaitingRequest(boolean first) {
      told.add(first ? "first" : "idle");
    }

    @Override
    public void requestBegan() {
      told.add("began");
    }

    @Override
    public boolean requestComplete() {
      told.add("complete");
      return allowed;
    }

    @Override
    public void refuse(Refusal refusal, boolean toHead) {
      told.add(refusal.name());
    }
  }

  @Test
  void aHeadIsHandedOverAsItCame() {
    RequestReader reader = reader(REQUEST);

    assertEquals(REQUEST, next(reader));
    assertNull(next(reader));
    assertEquals(List.of("first", "began", "complete", "idle"), told);
  }

  @Test
  void headsAreHandedOverOneByOneHoweverTheyArrive() {
    String stream = REQUEST.repeat(5);
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      List<String> chunks = new ArrayList<>();
      for (int at = 0; at < stream.length(); ) {
        int end = Math.min(stream.length(), at + 1 + random.nextInt(40));
        chunks.add(stream.substring(at, end));
        at = end;
      }
      RequestReader reader = reader(chunks.toArray(String[]::new));
      for (int i = 0; i < 5; i++) {
        assertEquals(REQUEST, next(reader));
      }
      assertNull(next(reader));
    }
  }

  @Test
  void aConnectionThatEndsInsideAHeadIsOver() {
    RequestReader reader = reader("GET /a HTT");

    assertNull(next(reader));
    assertNull(next(reader));
    assertEquals(List.of("first", "began"), told);
  }

  @Test
  void nothingIsReadAfterARefusal() {
    RequestReader reader = reader("POST /a HTTP/1.1\r\nHost: ::1\r\n\r\n" + REQUEST, REQUEST);

    assertNull(next(reader));
    assertNull(next(reader));
    assertEquals(List.of("first", "began", "METHOD"), told);
  }

  @Test
  void nothingIsReadAfterARequestThatClosesTheConnection() {
    String closing = "GET /a HTTP/1.1\r\nHost: ::1\r\nConnection: close\r\n\r\n";
    RequestReader reader = reader(closing + REQUEST);

    assertEquals(closing, next(reader));
    assertNull(next(reader));
  }

  @Test
  void aConnectionThatIsNoLongerOursEndsWithoutAnAnswer() {
    allowed = false;
    RequestReader reader = reader(REQUEST);

    assertNull(next(reader));
    assertEquals(List.of("first", "began", "complete"), told);
  }

  @Test
  void http10BecomesHttp11WithTheConnectionClosed() {
    RequestReader reader = reader("GET /a HTTP/1.0\r\nHost: ::1\r\n\r\n");

    assertEquals("GET /a HTTP/1.1\r\nConnection: close\r\nHost: ::1\r\n\r\n", next(reader));
    assertNull(next(reader));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n",
        "GET /a HTTP/1.1\n",
        "GET /a HTTP/1.1\r\nHost: ::1\n",
        "GET /a HTTP/1.1\r\nHost: ::1\r\n\n",
        "GET /a HTTP/1.1\r\r\n",
        "GET /a HTTP/1.1\r\nA: b\rc\r\n",
        "GET /a HTTP/1.1\r\n folded\r\n",
        "GET /a HTTP/1.1\r\nA : b\r\n",
        "GET /a HTTP/1.1\r\nA: \u0000\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\n",
        "<policy-file-request/>\n"
      })
  void whatIsMalformedIsRefusedWithoutWaitingForMore(String start) {
    assertNull(next(reader(start)));
    assertEquals(List.of("first", "began", "MALFORMED"), told);
  }

  @Test
  void aLineOfTwoKibibytesIsTheLongest() {
    String start = "GET /a HTTP/1.1\r\nHost: ::1\r\nA: ";
    String longest = "x".repeat(Limits.LINE_BYTES - "A: ".length());

    String request = start + longest + "\r\n\r\n";
    assertEquals(request, next(reader(request)));
    told.clear();

    assertNull(next(reader(start + longest + "x\r\n\r\n")));
    assertNull(next(reader("GET /" + "a".repeat(Limits.LINE_BYTES))));
    assertEquals(List.of("first", "began", "TOO_LARGE", "first", "began", "TOO_LARGE"), told);
  }

  @Test
  void aHeadOfEightKibibytesIsTheLongest() {
    String start = "GET /a HTTP/1.1\r\nHost: ::1\r\n";
    String filler = ("A: " + "x".repeat(1_000) + "\r\n").repeat(8);
    int missing = Limits.HEAD_BYTES - start.length() - filler.length() - "B: \r\n\r\n".length();

    String request = start + filler + "B: " + "x".repeat(missing) + "\r\n\r\n";
    assertEquals(Limits.HEAD_BYTES, request.length());
    assertEquals(request, next(reader(request)));
    told.clear();

    assertNull(next(reader(request.replace("B: ", "B: x"))));
    assertEquals(List.of("first", "began", "TOO_LARGE"), told);
  }

  @Test
  void anEndlessHeadIsRefusedOnceItIsTooLong() {
    String[] chunks = new String[100];
    Arrays.fill(chunks, "A: " + "x".repeat(200) + "\r\n");
    chunks[0] = "GET /a HTTP/1.1\r\n";

    assertNull(next(reader(chunks)));
    assertEquals(List.of("first", "began", "TOO_LARGE"), told);
  }

  @Test
  void randomBytesNeverReachTheHttpImplementation() {
    Random random = new Random(11);
    for (int run = 0; run < 5_000; run++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      assertNull(next(reader(new String(bytes, StandardCharsets.ISO_8859_1))));
    }
  }

  @Test
  void aDamagedRequestIsRefusedOrStillAPlainOne() {
    Random random = new Random(13);
    String original =
        "GET /v1/credentials/p HTTP/1.1\r\nHost: 127.0.0.1:9911\r\nAuthorization: token\r\n\r\n";
    Pattern plain =
        Pattern.compile(
            "(GET|HEAD) (/[\\w.~-]+)+/? HTTP/1.1\r\n([^\r\n]+\r\n)*([hH][oO][sS][tT]):\\s*"
                + "127.0.0.1:9911\\s*\r\n([^\r\n]+\r\n)*\r\n");
    for (int run = 0; run < 20_000; run++) {
      char[] damaged = original.toCharArray();
      damaged[random.nextInt(damaged.length)] = (char) random.nextInt(256);
      String head = next(reader(new String(damaged)));
      if (head != null) {
        assertTrue(plain.matcher(head).matches(), head);
      }
    }
  }
}
