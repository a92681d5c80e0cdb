package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write something that several processes write, held by one thread of one of them at a
 * time.
 *
 * <p>The operating system takes it back when the process dies, however it dies.
 */
public final class WriteLock implements AutoCloseable {

  /** How long to wait for another writer who needs milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofMillis(20);

  /** A process holds a file lock as a whole, so its threads need a lock of their own. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final FileChannel channel;

  private WriteLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the right to write something that is written within milliseconds. */
  public static WriteLock acquire(Path lockFile) throws IOException {
    return acquire(lockFile, PATIENCE);
  }

  /**
   * Waits for the right to write.
   *
   * @param lockFile the file that stands for it, made when missing and never removed
   * @param patience how long to wait for another writer
   * @throws IOException when the lock file cannot be made, or another writer keeps the lock too
   *     long
   */
  public static WriteLock acquire(Path lockFile, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      if (!IN_PROCESS.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
    try {
      return new WriteLock(lockedChannel(lockFile, deadline));
    } catch (IOException | RuntimeException failed) {
      IN_PROCESS.unlock();
      throw failed;
    }
  }

  private static FileChannel lockedChannel(Path lockFile, long deadline) throws IOException {
    FileChannel channel = PrivateFiles.lockFile(lockFile);
    try {
      while (channel.tryLock() == null) {
        if (System.nanoTime() - deadline > 0) {
          throw busy();
        }
        Thread.sleep(RETRY);
      }
      return channel;
    } catch (InterruptedException interrupted) {
      channel.close();
      throw interrupted();
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private static IOException busy() {
    return new IOException("another process has been writing it for too long");
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new IOException("interrupted");
  }
}
