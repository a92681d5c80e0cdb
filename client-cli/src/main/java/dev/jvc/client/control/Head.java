package dev.jvc.client.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The status line and header fields of an answer (RFC 9112 sections 4 and 5), of which only those
 * that frame the body are kept.
 */
final class Head {

  /** The {@link #length} of a body that ends with the connection. */
  static final int UNTIL_CLOSE = -1;

  private static final int NOT_GIVEN = -2;

  private final int status;
  private int length = NOT_GIVEN;
  private boolean chunked;
  private boolean eventStream;
  private String protocol = "";

  private Head(int status) {
    this.status = status;
  }

  /**
   * Reads a head.
   *
   * @throws MalformedAnswerException when it is not one, is larger than {@link Limits#HEAD}, or
   *     leaves the length of the body in doubt
   */
  static Head read(Connection connection) throws IOException {
    Lines lines = new Lines(connection);
    Head head = new Head(status(lines.next()));
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      head.field(line);
    }
    if (head.chunked && head.length != NOT_GIVEN) {
      throw new MalformedAnswerException("the length of the answer is given twice");
    }
    if (head.status == 204) {
      head.chunked = false;
      head.length = 0;
    } else if (head.length == NOT_GIVEN) {
      head.length = UNTIL_CLOSE;
    }
    return head;
  }

  int status() {
    return status;
  }

  /** The bytes of the body, {@link #UNTIL_CLOSE} without a length; of no meaning when chunked. */
  int length() {
    return length;
  }

  boolean chunked() {
    return chunked;
  }

  boolean eventStream() {
    return eventStream;
  }

  /** The value of {@code Jvc-Protocol}, empty when absent. */
  String protocol() {
    return protocol;
  }

  private static int status(String line) throws MalformedAnswerException {
    boolean valid =
        line.startsWith("HTTP/1.1 ")
            && line.length() >= 12
            && (line.length() == 12 || line.charAt(12) == ' ');
    int status = valid ? decimal(line.substring(9, 12)) : 0;
    if (status < 200 || status > 599) {
      throw new MalformedAnswerException("not an HTTP/1.1 answer");
    }
    return status;
  }

  private void field(String line) throws MalformedAnswerException {
    int colon = line.indexOf(':');
    if (colon <= 0 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
      throw new MalformedAnswerException("a header field is malformed");
    }
    String value = line.substring(colon + 1).strip();
    switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-length" -> {
        if (length != NOT_GIVEN) {
          throw new MalformedAnswerException("the length of the answer is given twice");
        }
        length = decimal(value);
      }
      case "transfer-encoding" -> {
        if (chunked || !value.equalsIgnoreCase("chunked")) {
          throw new MalformedAnswerException("the transfer encoding is unknown");
        }
        chunked = true;
      }
      case "content-encoding" ->
          throw new MalformedAnswerException("the answer is encoded, which nobody asked for");
      case "content-type" -> eventStream = value.startsWith("text/event-stream");
      case "jvc-protocol" -> protocol = value;
      default -> {
        // Says nothing about where the body ends.
      }
    }
  }

  /** A number of one to nine digits. */
  static int decimal(String digits) throws MalformedAnswerException {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw new MalformedAnswerException("a number is expected");
      }
      value = value * 10 + (c - '0');
    }
    if (digits.isEmpty() || digits.length() > 9) {
      throw new MalformedAnswerException("a number is expected");
    }
    return value;
  }

  /** The lines of a head, each ended by CR LF. */
  private static final class Lines {
    private final Connection connection;
    private final byte[] buffer = new byte[Limits.HEAD];
    private int used;

    Lines(Connection connection) {
      this.connection = connection;
    }

    String next() throws IOException {
      int start = used;
      while (true) {
        int next = connection.read();
        if (next < 0) {
          throw new EOFException("the connection ended before the answer");
        }
        if (next == '\n') {
          if (used == start || buffer[used - 1] != '\r') {
            throw new MalformedAnswerException("a header line does not end as it should");
          }
          return new String(buffer, start, used - 1 - start, StandardCharsets.ISO_8859_1);
        }
        if (used == buffer.length) {
          throw new MalformedAnswerException("the head of the answer is too large");
        }
        buffer[used++] = (byte) next;
      }
    }
  }
}
