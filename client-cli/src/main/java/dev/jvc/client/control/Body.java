package dev.jvc.client.control;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** The body of one answer, read byte by byte whatever its framing (RFC 9112 section 6). */
final class Body {

  private static final int MAX_CHUNK_LINE = 64;

  private final Connection connection;
  private final boolean chunked;
  private int left;
  private boolean ended;
  private boolean firstChunk = true;

  Body(Connection connection, Head head) {
    this.connection = connection;
    this.chunked = head.chunked();
    this.left = chunked ? 0 : head.length();
    this.ended = left == 0 && !chunked;
  }

  /** The next byte, or -1 after the last. */
  int read() throws IOException {
    if (ended) {
      return -1;
    }
    if (chunked && left == 0 && !nextChunk()) {
      ended = true;
      return -1;
    }
    int next = connection.read();
    if (left == Head.UNTIL_CLOSE) {
      ended = next < 0;
      return next;
    }
    if (next < 0) {
      throw new EOFException("the answer ends in the middle");
    }
    left--;
    ended = left == 0 && !chunked;
    return next;
  }

  /**
   * The whole body.
   *
   * @throws MalformedAnswerException when it has more than {@code limit} bytes
   */
  byte[] readAll(int limit) throws IOException {
    byte[] bytes = new byte[Math.min(limit, 4096)];
    int count = 0;
    for (int next = read(); next >= 0; next = read()) {
      if (count == limit) {
        throw new MalformedAnswerException("the answer is too large");
      }
      if (count == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length * 2L));
      }
      bytes[count++] = (byte) next;
    }
    return Arrays.copyOf(bytes, count);
  }

  private boolean nextChunk() throws IOException {
    if (!firstChunk && !line().isEmpty()) {
      throw new MalformedAnswerException("a chunk does not end as it should");
    }
    firstChunk = false;
    left = chunkSize(line());
    if (left > 0) {
      return true;
    }
    while (!line().isEmpty()) {
      // Trailer fields say nothing that is needed.
    }
    return false;
  }

  private static int chunkSize(String line) throws MalformedAnswerException {
    int end = line.indexOf(';');
    String digits = (end < 0 ? line : line.substring(0, end)).strip();
    if (digits.isEmpty() || digits.length() > 7) {
      throw new MalformedAnswerException("a chunk size is malformed");
    }
    int size = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        throw new MalformedAnswerException("a chunk size is malformed");
      }
      size = size * 16 + digit;
    }
    return size;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = connection.read();
      if (next < 0) {
        throw new EOFException("the answer ends in the middle");
      }
      if (next == '\n') {
        int last = line.length() - 1;
        if (last < 0 || line.charAt(last) != '\r') {
          throw new MalformedAnswerException("a chunk does not end as it should");
        }
        line.setLength(last);
        return line.toString();
      }
      if (line.length() == MAX_CHUNK_LINE) {
        throw new MalformedAnswerException("a chunk line is too long");
      }
      line.append((char) next);
    }
  }
}
