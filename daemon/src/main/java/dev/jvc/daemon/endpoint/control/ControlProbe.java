package dev.jvc.daemon.endpoint.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks for {@code GET /v1/health} as a client does: through the socket's path, the listener, its
 * threads and the route, which in turn connects to the endpoint.
 */
final class ControlProbe {

  private static final byte[] REQUEST =
      "GET /v1/health HTTP/1.1\r\nHost: jvcd\r\nJvc-Protocol: 1\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final int ANSWER_LIMIT = 8 * 1024;

  private ControlProbe() {}

  /**
   * The status of the answer.
   *
   * @param patience how long the whole exchange may take
   * @throws IOException when there is no answer, or none in time
   */
  static int status(Path socket, Duration patience) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      CountDownLatch answered = new CountDownLatch(1);
      Thread.ofVirtual()
          .name("probe-deadline")
          .start(() -> closeUnless(answered, patience, channel));
      try {
        ByteBuffer request = ByteBuffer.wrap(REQUEST);
        while (request.hasRemaining()) {
          channel.write(request);
        }
        return status(answer(channel));
      } finally {
        answered.countDown();
      }
    }
  }

  private static void closeUnless(
      CountDownLatch answered, Duration patience, SocketChannel channel) {
    try {
      if (!answered.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.close();
      }
    } catch (IOException closed) {
      // There is nothing left to wait for.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static String answer(SocketChannel channel) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    while (answer.size() < ANSWER_LIMIT && channel.read(buffer) >= 0) {
      answer.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return answer.toString(StandardCharsets.US_ASCII);
  }

  private static int status(String answer) throws IOException {
    String prefix = "HTTP/1.1 ";
    int end = prefix.length() + 3;
    if (!answer.startsWith(prefix) || answer.length() < end) {
      throw new IOException("no answer");
    }
    try {
      return Integer.parseInt(answer.substring(prefix.length(), end));
    } catch (NumberFormatException none) {
      throw new IOException("no answer", none);
    }
  }
}
