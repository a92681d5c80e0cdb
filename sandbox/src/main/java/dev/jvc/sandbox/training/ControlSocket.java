package dev.jvc.sandbox.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** The daemon's control socket, asked one question a connection. */
record ControlSocket(Path path) {

  /**
   * Sends one request and returns the body of the answer.
   *
   * @throws IOException when nobody answers, or with a failure
   */
  String ask(String method, String route, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + route
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + (body.length == 0 ? "" : "Content-Type: application/json\r\n")
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
      channel.write(ByteBuffer.wrap(body));
      String answer = readAnswer(channel);
      int status = Integer.parseInt(answer.substring(9, 12));
      if (status >= 400) {
        throw new IOException(method + " " + route + ": " + answer.lines().findFirst().orElse(""));
      }
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  /** Reads until the announced length is there, or the other side closes. */
  private static String readAnswer(SocketChannel channel) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    while (channel.read(buffer) >= 0) {
      received.write(buffer.array(), 0, buffer.position());
      buffer.clear();
      if (isComplete(received.toString(StandardCharsets.UTF_8))) {
        break;
      }
    }
    return received.toString(StandardCharsets.UTF_8);
  }

  private static boolean isComplete(String answer) {
    int head = answer.indexOf("\r\n\r\n");
    if (head < 0) {
      return false;
    }
    if (answer.startsWith("HTTP/1.1 204")) {
      return true;
    }
    String lower = answer.substring(0, head).toLowerCase(Locale.ROOT);
    int length = lower.indexOf("content-length: ");
    if (length < 0) {
      return false;
    }
    int end = lower.indexOf('\r', length);
    int announced =
        Integer.parseInt(lower.substring(length + 16, end < 0 ? lower.length() : end).strip());
    return answer.substring(head + 4).getBytes(StandardCharsets.UTF_8).length >= announced;
  }
}
