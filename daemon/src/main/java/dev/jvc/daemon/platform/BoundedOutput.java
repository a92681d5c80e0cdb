package dev.jvc.daemon.platform;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Takes in what a program writes, up to a limit, in memory that is wiped. */
final class BoundedOutput {

  /** As large as the JDK's own buffer, which then holds no copy. */
  private static final int CHUNK = 8192;

  private final byte[] kept;
  private final CompletableFuture<Void> exceeded = new CompletableFuture<>();
  private final Thread reader;
  private int length;
  private boolean closed;

  private BoundedOutput(InputStream in, int limit, String name) {
    this.kept = new byte[limit];
    this.reader = Thread.ofPlatform().daemon().name(name).unstarted(() -> readAll(in));
  }

  /** Starts to read; what exceeds the limit is read and dropped, so that the writer never waits. */
  static BoundedOutput reading(InputStream in, int limit, String name) {
    BoundedOutput output = new BoundedOutput(in, limit, name);
    output.reader.start();
    return output;
  }

  /** Completed when more than the limit was written. */
  CompletableFuture<Void> exceeded() {
    return exceeded;
  }

  /**
   * Waits for the end of the output.
   *
   * <p>A grandchild that keeps the pipe open cannot make anyone wait for longer.
   */
  void await(long millis) throws InterruptedException {
    reader.join(millis);
  }

  /** A copy of what was kept. */
  synchronized byte[] bytes() {
    return Arrays.copyOf(kept, length);
  }

  /** Wipes what was kept; whatever is still to come is dropped. */
  synchronized void close() {
    closed = true;
    Arrays.fill(kept, (byte) 0);
    length = 0;
  }

  private void readAll(InputStream in) {
    byte[] chunk = new byte[CHUNK];
    try (in) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        keep(chunk, read);
        Arrays.fill(chunk, 0, read, (byte) 0);
      }
    } catch (IOException gone) {
      // The program has ended, which is found out elsewhere.
    } finally {
      Arrays.fill(chunk, (byte) 0);
    }
  }

  private synchronized void keep(byte[] chunk, int read) {
    if (closed) {
      return;
    }
    int fits = Math.min(read, kept.length - length);
    System.arraycopy(chunk, 0, kept, length, fits);
    length += fits;
    if (fits < read) {
      exceeded.complete(null);
    }
  }
}
