package dev.jvc.daemon.keys;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.TrustedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which base keys there are; used by the vault process only.
 *
 * <p>Each change is made under a lock on a file beside the index, so that two processes lose
 * nothing of each other's, and replaces the index atomically. A damaged index is moved aside, never
 * overwritten; one that a newer version wrote is left alone.
 */
public final class KeyIndexWriter {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A file lock excludes other processes only. */
  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private final Path file;
  private final String shown;
  private final InstantSource clock;

  /**
   * @param file the index, which need not exist
   * @param home the folder that messages write as {@code ~}
   */
  public KeyIndexWriter(Path file, Path home, InstantSource clock) {
    this.file = file;
    this.shown = TrustedFile.shown(file, home);
    this.clock = clock;
  }

  /**
   * Notes a key, in place of what stands under its name.
   *
   * @throws ProblemException when the index could not be changed; it is as it was
   */
  public void put(KeyEntry entry) throws ProblemException {
    change(entries -> entries.put(entry.name(), entry));
  }

  /**
   * Forgets a key; one that is not there is no failure.
   *
   * @throws ProblemException when the index could not be changed; it is as it was
   */
  public void remove(ProfileName name) throws ProblemException {
    change(entries -> entries.remove(name));
  }

  private void change(Consumer<SortedMap<ProfileName, KeyEntry>> edit) throws ProblemException {
    WITHIN_PROCESS.lock();
    try (FileChannel channel =
            PrivateFiles.lockFile(file.resolveSibling(file.getFileName() + ".lock"));
        FileLock _ = lock(channel)) {
      PrivateFiles.removeLeftovers(file);
      KeyDocument before = read();
      SortedMap<ProfileName, KeyEntry> entries = new TreeMap<>(before.entries());
      edit.accept(entries);
      if (!entries.equals(before.entries())) {
        PrivateFiles.replace(file, new KeyDocument(before.version(), entries).toJson());
      }
    } catch (IOException failed) {
      throw problem(shown + " cannot be written: " + failed.getMessage(), failed);
    } finally {
      WITHIN_PROCESS.unlock();
    }
  }

  private FileLock lock(FileChannel channel) throws IOException, ProblemException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - deadline > 0) {
        throw problem(
            shown
                + " is being written by another jvc for more than "
                + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos())
                + " seconds: try again",
            null);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private KeyDocument read() throws IOException, ProblemException {
    byte[] utf8;
    try {
      utf8 = Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      return KeyDocument.empty();
    }
    try {
      KeyDocument document = KeyDocument.parse(utf8);
      if (document.version() > KeyDocument.CURRENT_VERSION) {
        throw problem(shown + " was written by a newer jvc: update this one", null);
      }
      return document;
    } catch (KeyDocument.CorruptException corrupt) {
      moveAside();
      return KeyDocument.empty();
    }
  }

  private void moveAside() throws IOException {
    String name = file.getFileName() + ".bad-" + STAMP.format(clock.instant());
    Path aside = file.resolveSibling(name);
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(name + "-" + i);
    }
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ProblemException problem(String message, @Nullable Throwable cause) {
    Problem problem = Problem.of(ProblemCode.STORE_FAILED, message);
    return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
  }
}
