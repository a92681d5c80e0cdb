package dev.jvc.client.control;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events as they arrive (WHATWG HTML, section 9.2). */
public final class EventStream implements Closeable {

  private final Connection connection;
  private final Body body;
  private boolean afterCarriageReturn;

  EventStream(Connection connection, Body body) {
    this.connection = connection;
    this.body = body;
  }

  /**
   * One event, or a comment, which is a sign of life.
   *
   * @param name the event's type, {@code message} when the stream does not say; empty for a comment
   * @param data its data, lines joined by line feeds
   */
  public record Event(String name, String data) {

    /** Whether this is a comment. */
    public boolean isComment() {
      return name.isEmpty();
    }
  }

  /**
   * Waits for the next event or comment.
   *
   * @return null when the stream has ended, also when the daemon has gone or fallen silent
   */
  public @Nullable Event next() {
    try {
      return nextOrEnd();
    } catch (IOException ended) {
      return null;
    }
  }

  private @Nullable Event nextOrEnd() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    boolean hasData = false;
    while (true) {
      connection.extend(Limits.EVENTS.deadline());
      String line = line();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        if (hasData) {
          return new Event(name.isEmpty() ? "message" : name, data.toString());
        }
        name = "";
        continue;
      }
      if (line.startsWith(":") && name.isEmpty() && !hasData) {
        return new Event("", "");
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (field.equals("event")) {
        name = value;
      } else if (field.equals("data")) {
        data.append(hasData ? "\n" : "").append(value);
        hasData = true;
        if (data.length() > Limits.EVENTS.body()) {
          throw new MalformedAnswerException("an event is too large");
        }
      }
    }
  }

  /** The next line, ended by CR LF, LF or CR; null at the end of the stream. */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    while (true) {
      int next = body.read();
      boolean pairedLineFeed = afterCarriageReturn && next == '\n';
      afterCarriageReturn = next == '\r';
      if (pairedLineFeed) {
        continue;
      }
      if (next < 0) {
        return null;
      }
      if (next == '\n' || next == '\r') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() == Limits.EVENTS.body()) {
        throw new MalformedAnswerException("an event is too large");
      }
      line.write(next);
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
