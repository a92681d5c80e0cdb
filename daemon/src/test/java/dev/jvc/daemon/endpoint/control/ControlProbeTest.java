package dev.jvc.daemon.endpoint.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a listener that says what it is told to, or nothing. */
final class ControlProbeTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Path path;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    path = folder.resolve("s");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void answers(String text) {
    Thread.ofVirtual()
        .start(() -> {
          try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(1024));
            client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
          } catch (IOException ended) {
            // The test is over.
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"200", "503"})
  void theStatusOfTheAnswerIsTold(int status) throws IOException {
    answers("HTTP/1.1 " + status + " Any\r\nContent-Length: 2\r\n\r\n{}");

    assertEquals(status, ControlProbe.status(path, LONG));
  }

  @Test
  void theEndOfTheConnectionIsNotWaitedFor() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(1024));
            for (String part : List.of("HTTP/1", ".1 20", "0 OK\r\nContent-Length: 2\r\n\r\n{}")) {
              client.write(ByteBuffer.wrap(part.getBytes(StandardCharsets.US_ASCII)));
            }
            told.await();
          } catch (IOException | InterruptedException ended) {
            // The test is over.
          }
        });

    assertEquals(200, ControlProbe.status(path, LONG));
    told.countDown();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1", "HTTP/1.1 2", "HTTP/1.1 abc", "SSH-2.0-x", "HTTP/1.0 200"})
  void whatIsNoAnswerIsAFailure(String text) {
    answers(text);

    assertThrows(IOException.class, () -> ControlProbe.status(path, LONG));
  }

  @Test
  void silenceEndsWithThePatience() {
    // The kernel takes the connection; nobody answers it.
    assertThrows(IOException.class, () -> ControlProbe.status(path, Duration.ofMillis(50)));
  }

  @Test
  void nobodyListeningIsAFailure() throws IOException {
    server.close();

    assertThrows(IOException.class, () -> ControlProbe.status(path, LONG));
  }
}
