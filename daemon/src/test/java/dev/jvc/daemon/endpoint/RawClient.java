package dev.jvc.daemon.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes bytes to a socket as they are and reads answers one by one; a client without manners. */
public final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  public RawClient(InetAddress address, int port) throws IOException {
    socket = new Socket(address, port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = socket.getInputStream();
  }

  /** One answer. */
  public record Answer(int status, String reason, Map<String, String> headers, String body) {

    public @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  public RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** The next answer, whose length its headers must tell. */
  public Answer answer() throws IOException {
    return answer(false);
  }

  /** The next answer, to a HEAD. */
  public Answer answerToHead() throws IOException {
    return answer(true);
  }

  private Answer answer(boolean toHead) throws IOException {
    String[] statusLine = line().split(" ", 3);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    String length = headers.get("Content-Length");
    if (length == null) {
      throw new IOException("an answer without Content-Length: " + headers);
    }
    byte[] body = toHead ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new Answer(
        Integer.parseInt(statusLine[1]),
        statusLine[2],
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  /** Everything that still comes until the server hangs up; a reset counts as that. */
  public String rest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (java.net.SocketException reset) {
      String message = String.valueOf(reset.getMessage()).toLowerCase(Locale.ROOT);
      if (!message.contains("reset") && !message.contains("broken pipe")) {
        throw reset;
      }
    }
    return rest.toString(StandardCharsets.UTF_8);
  }

  public int port() {
    return socket.getLocalPort();
  }

  public Socket socket() {
    return socket;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server hung up after: " + line);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
