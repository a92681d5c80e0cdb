package dev.jvc.client.control;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** One connection to a Unix domain socket on which nothing takes longer than a deadline. */
final class Connection implements Closeable {

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer input = ByteBuffer.allocate(8 * 1024).limit(0);
  private long deadline;

  private Connection(SocketChannel channel, Selector selector, SelectionKey key, long deadline) {
    this.channel = channel;
    this.selector = selector;
    this.key = key;
    this.deadline = deadline;
  }

  /**
   * Connects.
   *
   * @throws IOException when nobody listens
   */
  static Connection open(Path socket, Duration deadline) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    try {
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      return new Connection(channel, selector, key, System.nanoTime() + deadline.toNanos());
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Starts the deadline anew. */
  void extend(Duration more) {
    deadline = System.nanoTime() + more.toNanos();
  }

  /** Sends all bytes. */
  void write(byte[] bytes) throws IOException {
    ByteBuffer output = ByteBuffer.wrap(bytes);
    while (output.hasRemaining()) {
      if (channel.write(output) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  /** The next byte, or -1 at the end. */
  int read() throws IOException {
    while (!input.hasRemaining()) {
      input.clear();
      int count;
      try {
        count = channel.read(input);
      } finally {
        input.flip();
      }
      if (count < 0) {
        return -1;
      }
      if (count == 0) {
        await(SelectionKey.OP_READ);
      }
    }
    return input.get() & 0xff;
  }

  /**
   * Exactly so many bytes.
   *
   * @throws EOFException when the connection ends before
   */
  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int next = read();
      if (next < 0) {
        throw new EOFException("the answer ends in the middle");
      }
      bytes[i] = (byte) next;
    }
    return bytes;
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0 || selector.select(left) == 0) {
      throw new InterruptedIOException("no answer in time");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
