package dev.jvc.daemon.endpoint.control;

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

  private static final String PREFIX = "HTTP/1.1 ";

  private static final int STATUS_LENGTH = PREFIX.length() + "200".length();

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

  /**
   * The answer up to its status, or what there is of it. The end of the connection is not waited
   * for, because nobody promises when it comes.
   */
  private static String answer(SocketChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(STATUS_LENGTH);
    while (start.hasRemaining() && channel.read(start) >= 0) {
      // There may be more.
    }
    return new String(start.array(), 0, start.position(), StandardCharsets.US_ASCII);
  }

  private static int status(String answer) throws IOException {
    if (!answer.startsWith(PREFIX) || answer.length() < STATUS_LENGTH) {
      throw new IOException("no answer");
    }
    try {
      return Integer.parseInt(answer.substring(PREFIX.length()));
    } catch (NumberFormatException none) {
      throw new IOException("no answer", none);
    }
  }
}
