package dev.jvc.daemon.endpoint.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Bytes to the control socket, and what comes back until the daemon closes. */
record ControlClient(Path socket) {

  record Answer(int status, String head, String body) {}

  Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  Answer post(String path, String body) throws IOException {
    return send("POST", path, body);
  }

  Answer delete(String path) throws IOException {
    return send("DELETE", path, "");
  }

  Answer send(String method, String path, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(
            method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (bytes.length > 0) {
      head.append("Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n");
    }
    try (SocketChannel channel = open()) {
      channel.write(ByteBuffer.wrap((head + "\r\n").getBytes(StandardCharsets.US_ASCII)));
      writeUnlessRefused(channel, ByteBuffer.wrap(bytes));
      return parse(read(channel));
    }
  }

  /** A body that is too long is refused by its announced length, while it is still being sent. */
  private static void writeUnlessRefused(SocketChannel channel, ByteBuffer body) {
    try {
      channel.write(body);
    } catch (IOException closed) {
      // The answer came before.
    }
  }

  SocketChannel open() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  private static Answer parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return new Answer(
        Integer.parseInt(answer.substring(9, 12)),
        answer.substring(0, end),
        answer.substring(end + 4));
  }

  /** Connection: close leaves the end to Helidon, which waits; the announced length does not. */
  private static String read(SocketChannel channel) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (!isComplete(received.toString(StandardCharsets.UTF_8)) && channel.read(buffer) >= 0) {
      received.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return received.toString(StandardCharsets.UTF_8);
  }

  private static boolean isComplete(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String head = answer.substring(0, end);
    if (head.startsWith("HTTP/1.1 204")) {
      return true;
    }
    String length = head.replaceAll("(?is).*content-length: (\\d+).*", "$1");
    int have = answer.substring(end + 4).getBytes(StandardCharsets.UTF_8).length;
    return length.matches("\\d+") && have >= Integer.parseInt(length);
  }
}
