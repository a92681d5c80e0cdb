package dev.jvc.client.scripted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A daemon that gives the answers it was told to, over a real Unix domain socket, and remembers
 * what it was asked.
 */
public final class ScriptedJvcd implements AutoCloseable {

  /** One request: its first line without the protocol, the whole head, and the body. */
  public record Request(String line, String head, String body) {}

  private final ServerSocketChannel server;
  private final Path socket;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<SocketChannel> held = new CopyOnWriteArrayList<>();

  private final Thread acceptor = Thread.ofVirtual().unstarted(this::accept);

  private ScriptedJvcd(ServerSocketChannel server, Path socket) {
    this.server = server;
    this.socket = socket;
  }

  /** Listens below the folder that {@code XDG_RUNTIME_DIR} names. */
  public static ScriptedJvcd start(Path runtime) throws IOException {
    Path folder = runtime.resolve("jvc");
    if (!Files.exists(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path socket = folder.resolve("control.sock");
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    ScriptedJvcd daemon = new ScriptedJvcd(server, socket);
    daemon.acceptor.start();
    return daemon;
  }

  /** Answers a request such as {@code GET /v1/status} with 200 and JSON. */
  public ScriptedJvcd answer(String line, String json) {
    return answer(line, 200, json);
  }

  /** Answers a request with a status and JSON. */
  public ScriptedJvcd answer(String line, int status, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return answerRaw(
        line,
        "HTTP/1.1 "
            + status
            + " Any\r\nJvc-Protocol: 1\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n"
            + json);
  }

  /** Answers a request with exactly these characters, in UTF-8, and closes the connection. */
  public ScriptedJvcd answerRaw(String line, String raw) {
    answers.put(line, raw.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Answers {@code GET /v1/events} with a stream that begins so and stays open. */
  public ScriptedJvcd stream(String events) {
    answers.put(
        "GET /v1/events",
        ("HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Type: text/event-stream\r\n\r\n" + events)
            .getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Sends more to whoever listens to events. */
  public void send(String events) throws IOException {
    for (SocketChannel listener : held) {
      listener.write(ByteBuffer.wrap(events.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Ends the event streams. */
  public void endStreams() throws IOException {
    for (SocketChannel listener : held) {
      listener.close();
    }
    held.clear();
  }

  /** The number of open event streams. */
  public int listeners() {
    return held.size();
  }

  /** Everything that was asked so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The first lines of what was asked so far. */
  public List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  /** The body of the only request with this first line. */
  public String bodyOf(String line) {
    List<String> bodies =
        requests.stream().filter(r -> r.line().equals(line)).map(Request::body).toList();
    if (bodies.size() != 1) {
      throw new AssertionError(line + " was asked " + bodies.size() + " times: " + lines());
    }
    return bodies.getFirst();
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(SocketChannel client) {
    try {
      Request request = read(client);
      if (request == null) {
        client.close();
        return;
      }
      byte[] answer = answers.get(request.line());
      boolean stream = request.line().equals("GET /v1/events") && answer != null;
      requests.add(request);
      client.write(ByteBuffer.wrap(answer == null ? unknown() : answer));
      if (stream) {
        held.add(client);
      } else {
        client.close();
      }
    } catch (IOException gone) {
      // The client has what it wanted.
    }
  }

  private static byte[] unknown() {
    String json =
        """
        {"code":"NotFound","message":"no such thing here","exitCode":2}\
        """;
    return ("HTTP/1.1 404 Not Found\r\nJvc-Protocol: 1\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Request read(SocketChannel client) throws IOException {
    var input = Channels.newInputStream(client);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = input.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.UTF_8);
    int length = 0;
    for (String line : text.lines().toList()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    String body = new String(input.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(text.substring(0, text.indexOf(" HTTP/1.1")), text, body);
  }

  /** Ends as by {@code kill -9}: the socket stays, and nobody accepts on it. */
  public void die() throws IOException {
    server.close();
    // A connection that is just being accepted would still be answered.
    try {
      acceptor.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    endStreams();
  }

  @Override
  public void close() throws IOException {
    die();
    Files.deleteIfExists(socket);
  }
}
