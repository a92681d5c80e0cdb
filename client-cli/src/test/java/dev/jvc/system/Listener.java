package dev.jvc.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A loopback port that nobody should connect to; it counts those who do, and hangs up on them. */
final class Listener implements AutoCloseable {

  private final ServerSocket socket;
  private final AtomicInteger connections = new AtomicInteger();

  private Listener(ServerSocket socket) {
    this.socket = socket;
  }

  static Listener start() throws IOException {
    Listener listener = new Listener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(listener::count);
    return listener;
  }

  private void count() {
    while (!socket.isClosed()) {
      try (var _ = socket.accept()) {
        connections.incrementAndGet();
      } catch (IOException closed) {
        // Asked again whether it is.
      }
    }
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
