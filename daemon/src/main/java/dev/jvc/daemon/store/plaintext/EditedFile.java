package dev.jvc.daemon.store.plaintext;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.platform.TrustedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's file that is replaced as a whole, atomically, and only while it still is what was
 * read.
 *
 * <p>A link is followed: the file behind it is replaced, with its mode and group. The new content
 * is written beside it under a fixed name, so that what a killed process leaves is found and
 * removed by the next.
 */
final class EditedFile {

  /** The largest file that is read, in bytes. */
  static final int MAX_BYTES = 1024 * 1024;

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final String shown;

  EditedFile(Path path, Path home) {
    this.path = path.toAbsolutePath();
    this.shown = TrustedFile.shown(path, home);
  }

  /** The file's name as messages show it. */
  String shown() {
    return shown;
  }

  /**
   * The content, wiped by the caller; empty when there is no such file.
   *
   * @throws ProblemException when it is too large, no regular file, or cannot be read
   */
  Optional<byte[]> read() throws ProblemException {
    try {
      Path target = path.toRealPath();
      if (!Files.isRegularFile(target)) {
        // Among others /dev/null, which people name where they want no file.
        return Optional.empty();
      }
      if (Files.size(target) > MAX_BYTES) {
        throw failed("is larger than " + MAX_BYTES / 1024 + " KiB");
      }
      return Optional.of(Files.readAllBytes(target));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw failed("cannot be read: " + reason(unreadable));
    }
  }

  /** Removes what a process left that was killed while it wrote. */
  void discardLeftover() throws ProblemException {
    try {
      Files.deleteIfExists(beside(target()));
    } catch (IOException unwritable) {
      throw failed("cannot be written: " + reason(unwritable));
    }
  }

  /**
   * Replaces the content.
   *
   * @param expected what has to be there, or null when there must be no file
   * @throws ProblemException when there is something else, or nothing could be written; then
   *     nothing has changed
   */
  void replace(byte @Nullable [] expected, byte[] content) throws ProblemException {
    Path target;
    try {
      target = target();
    } catch (IOException unreadable) {
      throw failed("cannot be read: " + reason(unreadable));
    }
    Path fresh = beside(target);
    try {
      Files.createDirectories(folderOf(target));
      Files.deleteIfExists(fresh);
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PRIVATE))) {
        for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
          channel.write(rest);
        }
        if (expected != null) {
          likeOriginal(target, fresh);
        }
        channel.force(true);
      }
      requireUnchanged(expected);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw failed("cannot be written: " + reason(unwritable));
    } finally {
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException kept) {
        // The next run tries again, before it does anything else.
      }
    }
    flush(folderOf(target));
  }

  private void requireUnchanged(byte @Nullable [] expected) throws ProblemException {
    byte[] now = read().orElse(null);
    try {
      if (!Arrays.equals(now, expected)) {
        throw failed("was changed by somebody else meanwhile, and is left as it is: try again");
      }
    } finally {
      if (now != null) {
        Arrays.fill(now, (byte) 0);
      }
    }
  }

  /** Under a second name the keys would stay. */
  private void likeOriginal(Path target, Path fresh) throws IOException, ProblemException {
    int names = ((Number) Files.getAttribute(target, "unix:nlink")).intValue();
    if (names > 1) {
      throw failed(
          "has " + (names - 1) + " hard links besides, where the keys would stay: remove them");
    }
    PosixFileAttributes original = Files.readAttributes(target, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    if (!view.readAttributes().owner().equals(original.owner())) {
      throw failed("belongs to " + original.owner().getName() + ": run jvc import as that user");
    }
    if (!view.readAttributes().group().equals(original.group())) {
      view.setGroup(original.group());
    }
    view.setPermissions(original.permissions());
  }

  /** The file behind any links; the name itself when there is no file. */
  private Path target() throws IOException {
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(path.toString(), null, "it is a link to nothing");
    }
    return path;
  }

  private static Path beside(Path target) {
    return folderOf(target).resolve("." + target.getFileName() + ".jvc-import");
  }

  private static Path folderOf(Path target) {
    Path folder = target.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("not a file: " + target);
    }
    return folder;
  }

  /** Makes the rename survive a power failure. */
  private void flush(Path folder) throws ProblemException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unreadable) {
      throw failed("was written, but perhaps not to the disk: " + reason(unreadable));
    }
  }

  private ProblemException failed(String what) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, shown + " " + what));
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure instanceof FileSystemException system && system.getReason() != null
        ? system.getReason().toLowerCase(Locale.ROOT)
        : failure.getClass().getSimpleName();
  }
}
