package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.StsEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers every request with whatever bytes a test wants. */
final class RawServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Reply reply;
  private final String scheme;
  private final boolean keep;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Writes an answer; an exception ends the connection. */
  @FunctionalInterface
  interface Reply {
    void to(String request, OutputStream out) throws IOException, InterruptedException;
  }

  private RawServer(ServerSocket listener, String scheme, boolean keep, Reply reply) {
    this.keep = keep;
    this.listener = listener;
    this.scheme = scheme;
    this.reply = reply;
    Thread.ofVirtual().start(this::accept);
  }

  static RawServer replying(Reply reply) throws IOException {
    return over(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", reply);
  }

  static RawServer over(ServerSocket listener, String scheme, Reply reply) {
    return new RawServer(listener, scheme, false, reply);
  }

  /** Serves one request after the other on each connection. */
  static RawServer keepingConnections(Reply reply) throws IOException {
    return new RawServer(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", true, reply);
  }

  /** Answers with a status, headers and a body of the right length. */
  static RawServer answering(int status, String headers, String body) throws IOException {
    return replying((request, out) -> write(out, status, headers, body));
  }

  static RawServer refusing(int status, String code, String message) throws IOException {
    return answering(status, "", errorXml(code, message));
  }

  static String errorXml(String code, String message) {
    return """
    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <Error><Type>Sender</Type><Code>CODE</Code><Message>MESSAGE</Message></Error>
      <RequestId>7c2d</RequestId>
    </ErrorResponse>
    """
        .replace("CODE", code)
        .replace("MESSAGE", message);
  }

  static void write(OutputStream out, int status, String headers, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + " Whatever\r\nContent-Length: "
            + bytes.length
            + "\r\nConnection: close\r\n"
            + headers
            + "\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
  }

  StsEndpoint sts() {
    return new StsEndpoint("eu-west-2", uri());
  }

  /** The requests so far, head and body. */
  List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      connections.incrementAndGet();
      String request;
      do {
        request = read(socket.getInputStream());
        if (request != null) {
          requests.add(request);
          reply.to(request, socket.getOutputStream());
        }
      } while (keep && request != null);
    } catch (IOException gone) {
      // The client hung up, which is its right.
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      text.append((char) next);
    }
    byte[] body = in.readNBytes(contentLength(text.toString()));
    return text + new String(body, StandardCharsets.UTF_8);
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
