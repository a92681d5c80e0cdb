package dev.jvc.daemon.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A control socket that answers what a test says, in the form of {@code docs/protocol.md}. */
final class TestDaemon implements AutoCloseable {

  static final String TICKET = "dGlja2V0LW9mLTI1Ni1yYW5kb20tYml0cy1pbi1iYXNlNjQ";
  static final String TASK = "/v1/tasks/" + TICKET;

  private static final Pattern HEAD =
      Pattern.compile(
          "(?<route>[A-Z]+ \\S+) HTTP/1\\.1\r\n(?<headers>.*?\r\n)\r\n", Pattern.DOTALL);
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)\r\n");

  private final Path socket;
  private final ServerSocketChannel listener;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What came in. */
  record Request(String route, String headers, String body) {}

  private TestDaemon(Path socket, ServerSocketChannel listener) {
    this.socket = socket;
    this.listener = listener;
  }

  /** Listens, and takes tickets back from the start. */
  static TestDaemon start(Path socket) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    TestDaemon daemon = new TestDaemon(socket, listener);
    Thread.ofVirtual().start(daemon::serve);
    return daemon.answering("DELETE " + TASK, 204, "");
  }

  /** A message of the protocol as both modules' tests know it. */
  static String golden(String name) {
    try {
      return Files.readString(
              Path.of(System.getProperty("jvc.root", ".."), "docs", "protocol", name))
          .strip();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Sets the task of the ticket to a golden message, with AWS at an endpoint. */
  TestDaemon setting(String golden, URI endpoint) {
    return answering(
        "GET " + TASK,
        200,
        golden(golden)
            .replace("http://127.0.0.1:4566", endpoint.toString())
            .replaceFirst(",\"awsEnvironment\":\\{[^}]*}", ""));
  }

  TestDaemon answering(String route, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Whatever\r\nJvc-Protocol: 1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, bytes.length);
    return answeringRaw(route, head + body);
  }

  TestDaemon answeringRaw(String route, String answer) {
    answers.put(route, answer.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  DaemonClient client() {
    return new DaemonClient(socket, TICKET);
  }

  Path socket() {
    return socket;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Starts counting requests anew. */
  void forget() {
    requests.clear();
  }

  /** The routes that were asked for, in order. */
  List<String> routes() {
    return requests.stream().map(Request::route).toList();
  }

  /** The body of the only request to a route. */
  String body(String route) {
    List<String> bodies =
        requests.stream().filter(each -> each.route().equals(route)).map(Request::body).toList();
    if (bodies.size() != 1) {
      throw new AssertionError(bodies.size() + " requests to " + route);
    }
    return bodies.getFirst();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Files.deleteIfExists(socket);
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (ClosedChannelException ended) {
      // The test is over.
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Answers what is known, and keeps the connection open without a word otherwise. */
  private void answer(SocketChannel client) {
    try {
      Request request = read(client);
      requests.add(request);
      byte[] answer = answers.get(request.route());
      if (answer != null) {
        client.write(ByteBuffer.wrap(answer));
        client.close();
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static Request read(SocketChannel client) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (true) {
      if (client.read(buffer.clear()) < 0) {
        throw new IOException("the client went away");
      }
      received.write(buffer.array(), 0, buffer.position());
      String text = received.toString(StandardCharsets.UTF_8);
      Matcher head = HEAD.matcher(text);
      if (head.lookingAt()) {
        Matcher length = LENGTH.matcher(head.group("headers"));
        int expected = length.find() ? Integer.parseInt(length.group(1)) : 0;
        String body = text.substring(head.end());
        if (body.getBytes(StandardCharsets.UTF_8).length == expected) {
          return new Request(head.group("route"), head.group("headers"), body);
        }
      }
    }
  }
}
