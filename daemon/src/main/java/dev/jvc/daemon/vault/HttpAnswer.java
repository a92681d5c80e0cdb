package dev.jvc.daemon.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer to one request of the control protocol. */
final class HttpAnswer {

  private static final int MAX_HEAD = 8 * 1024;
  private static final int MAX_BODY = 64 * 1024;
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([1-5]\\d\\d)( .*)?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,6}");

  private final int status;
  private final byte[] body;

  private HttpAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  /**
   * Reads one answer.
   *
   * @throws IOException when it is cut off, too long, or not one of this protocol
   */
  static HttpAnswer read(ReadableByteChannel channel) throws IOException {
    byte[] received = new byte[MAX_HEAD + MAX_BODY];
    int filled = 0;
    int bodyStart = -1;
    while (bodyStart < 0 && filled < MAX_HEAD) {
      filled = fill(channel, received, filled);
      bodyStart = bodyStart(received, Math.min(filled, MAX_HEAD));
    }
    if (bodyStart < 0) {
      throw new IOException("its answer has too many headers");
    }
    List<String> head =
        new String(received, 0, bodyStart, StandardCharsets.ISO_8859_1).lines().toList();
    Matcher statusLine = STATUS_LINE.matcher(head.getFirst());
    if (!statusLine.matches()) {
      throw new IOException("its answer is not HTTP");
    }
    int bodyEnd = bodyStart + bodyLength(headers(head.subList(1, head.size())));
    while (filled < bodyEnd) {
      filled = fill(channel, received, filled);
    }
    return new HttpAnswer(
        Integer.parseInt(statusLine.group(1)), Arrays.copyOfRange(received, bodyStart, bodyEnd));
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** A JSON object, or empty. */
  byte[] body() {
    return body;
  }

  private static int fill(ReadableByteChannel channel, byte[] received, int filled)
      throws IOException {
    int count = channel.read(ByteBuffer.wrap(received, filled, received.length - filled));
    if (count <= 0) {
      throw new IOException("its answer was cut off");
    }
    return filled + count;
  }

  private static int bodyStart(byte[] received, int filled) {
    for (int end = END_OF_HEAD.length; end <= filled; end++) {
      if (Arrays.equals(
          received, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return end;
      }
    }
    return -1;
  }

  private static Map<String, String> headers(List<String> lines) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        continue;
      }
      if (colon < 1) {
        throw new IOException("its answer is not HTTP");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static int bodyLength(Map<String, String> headers) throws IOException {
    String protocol = headers.get("jvc-protocol");
    if (!"1".equals(protocol)) {
      throw new IOException("it does not speak version 1 of the control protocol");
    }
    String length = headers.getOrDefault("content-length", "0");
    if (headers.containsKey("transfer-encoding") || !LENGTH.matcher(length).matches()) {
      throw new IOException("its answer has no length");
    }
    int value = Integer.parseInt(length);
    if (value > MAX_BODY) {
      throw new IOException("its answer is too long");
    }
    return value;
  }
}
