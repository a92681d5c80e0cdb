package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/**
 * Files and folders that only their owner may touch, replaced atomically.
 *
 * <p>A reader sees the old content or the new, never a mixture, also after a crash: the new content
 * is written to a temporary file beside the old, flushed to the disk, renamed over it, and the
 * folder is flushed as well.
 */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private PrivateFiles() {}

  /**
   * Makes sure that a folder exists, belongs to this user and is closed to everyone else.
   *
   * @throws IOException when it cannot be made, is a link or a file, or belongs to someone else;
   *     the message says which folder and what to do
   */
  public static Path folder(Path folder) throws IOException {
    try {
      Path parent = folder.getParent();
      if (parent != null && !Files.exists(parent)) {
        Files.createDirectories(parent, attribute(FOLDER));
      }
      Files.createDirectory(folder, attribute(FOLDER));
    } catch (FileAlreadyExistsException existing) {
      requireOwnFolder(folder);
    } catch (FileSystemException impossible) {
      throw new IOException(
          "cannot make folder "
              + folder
              + " ("
              + reason(impossible)
              + "): make it, or choose another",
          impossible);
    }
    return folder;
  }

  private static String reason(FileSystemException failure) {
    String reason = failure.getReason();
    return failure instanceof AccessDeniedException || reason == null
        ? "permission denied"
        : reason.toLowerCase(Locale.ROOT);
  }

  /**
   * Replaces a file's content atomically; the folder is made when missing, and the file is readable
   * by its owner only.
   *
   * @throws IOException when nothing was changed
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path folder = folder(parentOf(file));
    Path temporary =
        Files.createTempFile(folder, "." + file.getFileName() + ".", ".tmp", attribute(FILE));
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer remaining = ByteBuffer.wrap(content);
        while (remaining.hasRemaining()) {
          channel.write(remaining);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    flushFolder(folder);
  }

  /**
   * Removes what writers of a file that were killed have left behind. The caller makes sure that no
   * other writer lives.
   */
  public static void removeLeftovers(Path file) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(parentOf(file), "." + file.getFileName() + ".*.tmp")) {
      for (Path temporary : left) {
        Files.deleteIfExists(temporary);
      }
    } catch (NoSuchFileException noFolder) {
      // Then nobody has written.
    }
  }

  /** Deletes a file if it exists and flushes its folder. */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      flushFolder(parentOf(file));
    }
  }

  /**
   * Opens the file that a lock is held on, making it when missing; the lock itself is the caller's.
   *
   * @throws IOException when the folder or the file cannot be made
   */
  public static FileChannel lockFile(Path file) throws IOException {
    folder(parentOf(file));
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attribute(FILE));
  }

  private static Path parentOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("not a file: " + file);
    }
    return parent;
  }

  private static void requireOwnFolder(Path folder) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory()) {
      throw new IOException(folder + " is not a folder: move it away");
    }
    if (!attributes.owner().equals(ProcessOwner.principal())) {
      throw new IOException(
          folder + " belongs to " + attributes.owner().getName() + ": remove it or choose another");
    }
    Set<PosixFilePermission> open = attributes.permissions();
    if (open.stream().anyMatch(OTHERS::contains)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  /** Makes a rename or removal in the folder survive a power failure. */
  private static void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(
      Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}
