package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.platform.ChildPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a password store: one encrypted file for each entry, in folders.
 *
 * <p>No entry is read or written outside of it, wherever links in it point. The folder itself may
 * be a link.
 */
final class StoreFolder {

  /** The largest entry that is read, in bytes; a key for fifty recipients is half as large. */
  static final int MAX_ENTRY = ChildPrograms.MAX_INPUT;

  private final Path root;
  private final String suffix;

  /**
   * @param suffix how the names of entries' files end, such as {@code .gpg}
   */
  StoreFolder(Path root, String suffix) {
    this.root = root;
    this.suffix = suffix;
  }

  /** An entry is not in the folder, though its path says so. */
  static final class OutsideException extends IOException {

    private static final long serialVersionUID = 1L;

    OutsideException() {
      super("lies behind a link");
    }
  }

  /** An entry is larger than any key. */
  static final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("is too large");
    }
  }

  Path root() {
    return root;
  }

  Path file(String entry) {
    return root.resolve(entry + suffix);
  }

  /** Whether there is an entry with this path. */
  boolean has(String entry) {
    return Files.isRegularFile(file(entry));
  }

  /** Whether a folder on the way to an entry, the store itself included, holds a file. */
  boolean hasOnTheWay(String entry, String file) {
    for (Path folder = file(entry).getParent();
        folder != null && folder.startsWith(root);
        folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(file))) {
        return true;
      }
    }
    return false;
  }

  /** The encrypted content of an entry, if there is one. */
  Optional<byte[]> read(String entry) throws IOException {
    Path file = file(entry);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    requireInside(file);
    try (InputStream in = Files.newInputStream(file.toRealPath(), LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MAX_ENTRY + 1);
      if (content.length > MAX_ENTRY) {
        throw new TooLargeException();
      }
      return Optional.of(content);
    }
  }

  /**
   * Refuses a path that leads out of the store, also when its end does not exist yet.
   *
   * @throws OutsideException when it does
   */
  void requireInside(Path file) throws IOException {
    if (!file.normalize().startsWith(root.normalize())) {
      throw new OutsideException();
    }
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path existing = file;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = existing.getParent();
      if (parent == null) {
        throw new OutsideException();
      }
      existing = parent;
    }
    try {
      if (!existing.toRealPath().startsWith(root.toRealPath())) {
        throw new OutsideException();
      }
    } catch (NoSuchFileException dangling) {
      throw new OutsideException();
    }
  }

  /** The paths of all entries below a folder of the store, relative to that folder. */
  List<String> list(String folder) throws IOException {
    Path start = root.resolve(folder);
    List<String> entries = new ArrayList<>();
    if (!Files.isDirectory(start)) {
      return entries;
    }
    requireInside(start);
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            boolean hidden = visited.getFileName().toString().startsWith(".");
            return hidden && !visited.equals(start)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = start.relativize(file).toString();
            if (path.endsWith(suffix) && Files.isRegularFile(file)) {
              entries.add(path.substring(0, path.length() - suffix.length()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return entries;
  }

  /** Puts the encrypted content of an entry back, or takes the entry away. */
  void restore(String entry, Optional<byte[]> content) throws IOException {
    Path file = file(entry);
    if (content.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path folder = file.getParent();
    if (folder == null) {
      throw new NoSuchFileException(file.toString());
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path temporary = Files.createTempFile(folder, ".jvc", ".tmp");
    try {
      Files.write(temporary, content.get());
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
