package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.platform.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of the steps that can be undone: one numbered file for each, in their order. */
public final class Backups {

  private static final String FILES = "[0-9]{6}\\.json";

  private final Path folder;

  /**
   * @param folder made when the first step is written
   */
  public Backups(Path folder) {
    this.folder = folder;
  }

  /** Keeps a second run out. */
  interface Lock extends AutoCloseable {

    @Override
    void close();
  }

  /** Keeps a second run out, until closed. */
  Lock lock() throws ProblemException {
    try {
      FileChannel channel = PrivateFiles.lockFile(folder.resolve("lock"));
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw failed("another jvc import is at work: wait for it");
      }
      return () -> release(channel);
    } catch (IOException unwritable) {
      throw failed("cannot write to " + folder + ": " + unwritable.getMessage());
    }
  }

  private static void release(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException unwritten) {
      // The lock ends with the process at the latest.
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ownThread) {
      return null;
    }
  }

  /** Every step by its number, oldest first. */
  NavigableMap<Integer, Step> steps() throws ProblemException {
    NavigableMap<Integer, Step> steps = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return steps;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Backups::isStep).toList()) {
        String name = file.getFileName().toString();
        steps.put(Integer.parseInt(name.substring(0, name.indexOf('.'))), read(file));
      }
    } catch (IOException unreadable) {
      throw failed("cannot read " + folder + ": " + unreadable.getMessage());
    }
    return steps;
  }

  private static boolean isStep(Path file) {
    return file.getFileName().toString().matches(FILES);
  }

  private static Step read(Path file) throws IOException, ProblemException {
    try {
      return Step.parse(Files.readAllBytes(file));
    } catch (JsonException | IllegalArgumentException damaged) {
      throw failed(file + " cannot be used (" + damaged.getMessage() + "): move it away");
    }
  }

  /** Writes a step anew; afterwards it is on the disk. */
  void put(int number, Step step) throws ProblemException {
    try {
      PrivateFiles.replace(file(number), step.toJson());
    } catch (IOException unwritable) {
      throw failed("cannot write " + file(number) + ": " + unwritable.getMessage());
    }
  }

  /** Forgets a step. */
  void remove(int number) throws ProblemException {
    try {
      PrivateFiles.delete(file(number));
    } catch (IOException unwritable) {
      throw failed("cannot remove " + file(number) + ": " + unwritable.getMessage());
    }
  }

  /** The number for one more step. */
  int next() throws ProblemException {
    NavigableMap<Integer, Step> steps = steps();
    return steps.isEmpty() ? 1 : steps.lastKey() + 1;
  }

  /** The number of a move of this key that was interrupted before the key was taken away. */
  Optional<Integer> unfinished(String place, ProfileName name, String tail)
      throws ProblemException {
    return steps().entrySet().stream()
        .filter(each -> !each.getValue().removed() && each.getValue().sameKey(place, name, tail))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Path file(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%06d.json", number));
  }

  private static ProblemException failed(String message) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message));
  }
}
