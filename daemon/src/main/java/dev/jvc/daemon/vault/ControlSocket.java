package dev.jvc.daemon.vault;

import dev.jvc.daemon.platform.ProcessOwner;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import jdk.net.ExtendedSocketOptions;

/**
 * One HTTP/1.1 exchange at a time over the daemon's Unix domain socket.
 *
 * <p>Speaks as much of RFC 9112 as the control protocol needs: one request per connection, bodies
 * with a length, bounded answers, one deadline for the whole exchange.
 */
final class ControlSocket {

  private final Path path;
  private final Duration limit;

  /**
   * @param limit for a whole exchange, connecting included
   */
  ControlSocket(Path path, Duration limit) {
    this.path = path;
    this.limit = limit;
  }

  /**
   * Sends a request and reads the answer.
   *
   * @param body a JSON object, wiped by the caller; empty for none
   * @throws IOException when there is no daemon, it is someone else's, it stays silent, or what it
   *     says is not an answer of this protocol
   */
  HttpAnswer exchange(String method, String target, byte[] body) throws IOException {
    byte[] request = request(method, target, body);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Thread watchdog = Thread.ofVirtual().start(() -> closeAfterLimit(channel));
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
        requireOwnDaemon(channel);
        for (ByteBuffer rest = ByteBuffer.wrap(request); rest.hasRemaining(); ) {
          channel.write(rest);
        }
        return HttpAnswer.read(channel);
      } catch (ClosedChannelException late) {
        throw timeout(late);
      } finally {
        watchdog.interrupt();
      }
    } finally {
      Arrays.fill(request, (byte) 0);
    }
  }

  private void closeAfterLimit(SocketChannel channel) {
    try {
      Thread.sleep(limit);
      channel.close();
    } catch (InterruptedException answeredInTime) {
      // Nothing to end.
    } catch (IOException alreadyClosed) {
      // The exchange ends either way.
    }
  }

  private IOException timeout(IOException cause) {
    IOException late =
        new SocketTimeoutException("it did not answer within " + limit.toSeconds() + " s");
    late.initCause(cause);
    return late;
  }

  /** A session is deposited with a process of this user only. */
  private static void requireOwnDaemon(SocketChannel channel) throws IOException {
    if (!channel
        .getOption(ExtendedSocketOptions.SO_PEERCRED)
        .user()
        .equals(ProcessOwner.principal())) {
      throw new IOException("it runs as another user");
    }
  }

  private static byte[] request(String method, String target, byte[] body) {
    String head =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nJvc-Protocol: 1\r\nConnection: close\r\n"
            + (body.length == 0
                ? "\r\n"
                : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }
}
