package dev.jvc.client.control;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over the daemon's socket, one connection per request.
 *
 * <p>Written without anything that is slow to load, because {@code jvc credentials} uses it.
 */
public final class ControlClient {

  private static final String PROTOCOL = "1";

  private final ControlSocket socket;

  public ControlClient(ControlSocket socket) {
    this.socket = socket;
  }

  /** The socket that is talked to. */
  public ControlSocket socket() {
    return socket;
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @param path the raw path, already in the alphabet of paths
   * @param body the JSON to send, or null for none
   * @return null when no daemon listens
   * @throws Failure when the daemon cannot be talked to safely, or does not answer as it should
   */
  public @Nullable Answer exchange(
      String method, String path, byte @Nullable [] body, Limits limits) throws Failure {
    return exchange(method, path, body, limits, "");
  }

  /**
   * The same for somebody.
   *
   * @param caller the value of {@code Jvc-Caller}, or empty for none
   */
  public @Nullable Answer exchange(
      String method, String path, byte @Nullable [] body, Limits limits, String caller)
      throws Failure {
    Connection connection = connect(limits);
    if (connection == null) {
      return null;
    }
    try (connection) {
      connection.write(request(method, path, body, caller));
      Head head = Head.read(connection);
      requireProtocol(head);
      return new Answer(head.status(), new Body(connection, head).readAll(limits.body()));
    } catch (IOException broken) {
      throw unanswered(broken);
    }
  }

  /**
   * Opens an event stream.
   *
   * @return null when no daemon listens
   * @throws Failure when the daemon does not open one
   */
  public @Nullable EventStream listen(String path) throws Failure {
    Connection connection = connect(Limits.EVENTS);
    if (connection == null) {
      return null;
    }
    try {
      connection.write(request("GET", path, null, ""));
      Head head = Head.read(connection);
      requireProtocol(head);
      if (head.status() != 200 || !head.eventStream()) {
        connection.close();
        throw Failure.of(
            ExitCode.FAILED, "the daemon offers no events: it answered " + head.status());
      }
      return new EventStream(connection, new Body(connection, head));
    } catch (IOException broken) {
      closeQuietly(connection);
      throw unanswered(broken);
    }
  }

  /** Whether a daemon listens; nothing is sent to it. */
  public boolean isListening() throws Failure {
    Connection connection = connect(Limits.LOCAL);
    if (connection == null) {
      return false;
    }
    closeQuietly(connection);
    return true;
  }

  private @Nullable Connection connect(Limits limits) throws Failure {
    if (!socket.ready()) {
      return null;
    }
    try {
      return Connection.open(socket.path(), limits.deadline());
    } catch (IOException nobodyListens) {
      return null;
    }
  }

  private static byte[] request(String method, String path, byte @Nullable [] body, String caller) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\nJvc-Protocol: ").append(PROTOCOL);
    if (!caller.isEmpty()) {
      head.append("\r\nJvc-Caller: ").append(caller);
    }
    if (body != null) {
      head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length);
    }
    byte[] lines = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    if (body == null) {
      return lines;
    }
    byte[] request = new byte[lines.length + body.length];
    System.arraycopy(lines, 0, request, 0, lines.length);
    System.arraycopy(body, 0, request, lines.length, body.length);
    return request;
  }

  private static void requireProtocol(Head head) throws Failure {
    if (!head.protocol().equals(PROTOCOL)) {
      String spoken = head.protocol().isEmpty() ? "something else" : head.protocol();
      throw Failure.of(
          ExitCode.FAILED,
          "the daemon speaks protocol " + spoken + ", this jvc speaks " + PROTOCOL + ": restart it",
          "jvc daemon stop");
    }
  }

  private static Failure unanswered(IOException broken) {
    String sentence =
        switch (broken) {
          case InterruptedIOException _ -> "the daemon does not answer";
          case MalformedAnswerException malformed ->
              "the daemon's answer cannot be read: " + malformed.getMessage();
          default -> "the daemon ended before it had answered";
        };
    return Failure.of(ExitCode.DAEMON_UNREACHABLE, sentence, "jvc daemon logs");
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (IOException gone) {
      // Nothing is lost with it.
    }
  }
}
