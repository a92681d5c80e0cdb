package dev.jvc.daemon.vault.migration;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A control socket that gives tickets for any number of keys, after {@code docs/protocol.md}. */
final class TicketDaemon implements AutoCloseable {

  private static final Pattern REQUEST =
      Pattern.compile(
          "(?<method>[A-Z]+) (?<path>\\S+) HTTP/1\\.1\r\n(?<headers>.*?\r\n)\r\n(?<body>.*)",
          Pattern.DOTALL);
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)\r\n");
  private static final Pattern WISH =
      Pattern.compile("\\{\"task\":\"import\",\"profile\":\"(?<profile>[^\"]+)\",\"pid\":\\d+}");

  private final Path socket;
  private final URI aws;
  private final ServerSocketChannel listener;
  private final Map<String, String> profileOfTicket = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final List<String> changed = new CopyOnWriteArrayList<>();
  private final Set<String> profiles = new ConcurrentSkipListSet<>();

  private TicketDaemon(Path socket, URI aws, ServerSocketChannel listener) {
    this.socket = socket;
    this.aws = aws;
    this.listener = listener;
  }

  static TicketDaemon start(Path socket, URI aws) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    TicketDaemon daemon = new TicketDaemon(socket, aws, listener);
    Thread.ofVirtual().start(daemon::serve);
    return daemon;
  }

  Path socket() {
    return socket;
  }

  /** Makes a name one of a profile. */
  void profile(String name) {
    profiles.add(name);
  }

  /** Refuses tickets for a profile. */
  void refuse(String profile, String message) {
    refusals.put(profile, message);
  }

  /** The profiles whose key was said to have changed, in order. */
  List<String> changed() {
    return List.copyOf(changed);
  }

  /** The number of tickets that are out. */
  int tickets() {
    return profileOfTicket.size();
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

  private void answer(SocketChannel client) {
    try (client) {
      Matcher request = read(client);
      String answer = answer(request.group("method"), request.group("path"), request.group("body"));
      client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private String answer(String method, String path, String body) {
    if (path.startsWith("/v1/profiles/")) {
      return profiles.contains(path.substring(13)) ? message(200, "{}") : problem(404, "unknown");
    }
    if (path.equals("/v1/tasks")) {
      Matcher wish = WISH.matcher(body);
      return wish.matches() ? ticket(wish.group("profile")) : problem(400, "not a task: " + body);
    }
    String ticket = path.substring("/v1/tasks/".length()).replace("/deposit", "");
    String profile = profileOfTicket.get(ticket);
    if (profile == null) {
      return problem(410, "no such ticket");
    }
    if (method.equals("GET")) {
      return message(
          200,
          "{\"task\":\"import\",\"profile\":\"%s\",\"key\":\"%s\",\"store\":\"auto\",\"region\":\"eu-west-2\",\"endpoint\":\"%s\"}"
              .formatted(profile, profile, aws));
    }
    profileOfTicket.remove(ticket);
    if (method.equals("POST")) {
      changed.add(profile);
      return message(200, "{\"dropped\":0}");
    }
    return message(204, "");
  }

  private String ticket(String profile) {
    String refusal = refusals.get(profile);
    if (refusal != null) {
      return problem(400, refusal);
    }
    String ticket = "ticket-" + "x".repeat(20) + profileOfTicket.size();
    profileOfTicket.put(ticket, profile);
    return message(200, "{\"ticket\":\"" + ticket + "\",\"task\":\"import\"}");
  }

  private static String problem(int status, String message) {
    return message(
        status, "{\"code\":\"BadProfile\",\"message\":\"" + message + "\",\"exitCode\":1}");
  }

  private static String message(int status, String body) {
    return "HTTP/1.1 %d Whatever\r\nJvc-Protocol: 1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  private static Matcher read(SocketChannel client) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (client.read(buffer.clear()) >= 0) {
      received.write(buffer.array(), 0, buffer.position());
      Matcher request = REQUEST.matcher(received.toString(StandardCharsets.UTF_8));
      if (request.matches()) {
        Matcher length = LENGTH.matcher(request.group("headers"));
        int expected = length.find() ? Integer.parseInt(length.group(1)) : 0;
        if (request.group("body").getBytes(StandardCharsets.UTF_8).length == expected) {
          return request;
        }
      }
    }
    throw new IOException("the client went away");
  }
}
