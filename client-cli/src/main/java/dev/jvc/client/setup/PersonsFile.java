package dev.jvc.client.setup;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of the person's, as it was found.
 *
 * <p>It is replaced atomically and keeps its mode. Where it is a link, what the link leads to is
 * replaced and the link stays.
 */
final class PersonsFile {

  private static final long LARGEST = 4L * 1024 * 1024;

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final Path target;
  private final String shown;
  private final String shownTarget;
  private final byte @Nullable [] found;

  private PersonsFile(
      Path path, Path target, String shown, String shownTarget, byte @Nullable [] found) {
    this.path = path;
    this.target = target;
    this.shown = shown;
    this.shownTarget = shownTarget;
    this.found = found;
  }

  /**
   * The file as it is now, which need not exist.
   *
   * @param home the folder that messages write as {@code ~}
   * @throws Failure when it cannot be read, or is something else than a file
   */
  static PersonsFile read(Path path, Path home) throws Failure {
    String shown = shown(path, home);
    boolean link = Files.isSymbolicLink(path);
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return new PersonsFile(path, path, shown, shown, null);
      }
      if (link && !Files.exists(path)) {
        throw Failure.of(
            ExitCode.FAILED,
            shown + " is a link to nowhere: make the file it leads to, or remove it");
      }
      Path target = path.toRealPath();
      if (!Files.isRegularFile(target) || Files.size(target) > LARGEST) {
        throw Failure.of(ExitCode.FAILED, shown + " is not a text file: move it away");
      }
      return new PersonsFile(path, target, shown, shown(target, home), Files.readAllBytes(target));
    } catch (IOException unreadable) {
      throw Failure.of(ExitCode.FAILED, "cannot read " + shown + ": make it readable to you");
    }
  }

  /** A path as messages show it. */
  static String shown(Path path, Path home) {
    return path.startsWith(home) && !path.equals(home)
        ? "~/" + home.relativize(path)
        : path.toString();
  }

  Path path() {
    return path;
  }

  /** The file's name in messages. */
  String shown() {
    return shown;
  }

  boolean exists() {
    return found != null;
  }

  /** What is replaced: the file itself, or what the link leads to. */
  Path target() {
    return target;
  }

  /** Whether it is a link; {@link #leadsTo} is then something else than its name. */
  boolean isLink() {
    return !target.equals(path) && Files.isSymbolicLink(path);
  }

  /** The name in messages of what a link leads to. */
  String leadsTo() {
    return shownTarget;
  }

  /** The content with one character for each byte, empty when there is no file. */
  String text() {
    return found == null ? "" : new String(found, StandardCharsets.ISO_8859_1);
  }

  /**
   * Makes sure that the file can be replaced.
   *
   * @throws Failure when it cannot, and what to do instead
   */
  void requireWritable() throws Failure {
    Path folder = target.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    boolean writable =
        folder != null
            && Files.isDirectory(folder)
            && Files.isWritable(folder)
            && (found == null || Files.isWritable(target));
    if (writable) {
      return;
    }
    throw Failure.of(
        ExitCode.FAILED,
        isLink()
            ? shown
                + " leads to "
                + shownTarget
                + ", which you cannot write: put the lines that jvc setup --dry-run shows for it"
                + " where that file is made from"
            : shown + " cannot be written: make it and its folder writable to you");
  }

  /**
   * Replaces the content.
   *
   * @return the folders that were made for it, outermost first
   * @throws IOException when it cannot be written, or is no longer as it was found
   */
  List<Path> write(String text) throws IOException {
    requireUnchanged();
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("not a file");
    }
    List<Path> made = makeFolders(folder);
    Set<PosixFilePermission> mode = found == null ? PRIVATE : Files.getPosixFilePermissions(target);
    Path temporary = Files.createTempFile(folder, ".jvc-setup.", ".tmp", permissions(PRIVATE));
    try {
      if (found != null && !Files.getOwner(temporary).equals(Files.getOwner(target))) {
        throw new IOException("it belongs to another user");
      }
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.setPosixFilePermissions(temporary, mode);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return made;
  }

  /** Deletes the file, if it is as it was found. */
  void delete() throws IOException {
    requireUnchanged();
    Files.deleteIfExists(target);
  }

  /** Makes the file what it was found as, whatever it is now. */
  void restore() throws IOException {
    if (found == null) {
      Files.deleteIfExists(target);
    } else {
      new PersonsFile(path, target, shown, shownTarget, Files.exists(target) ? readTarget() : null)
          .write(text());
    }
  }

  private byte[] readTarget() throws IOException {
    return Files.readAllBytes(target);
  }

  private void requireUnchanged() throws IOException {
    byte[] now = Files.exists(target) ? readTarget() : null;
    if (!Arrays.equals(now, found)) {
      throw new IOException("it was changed by somebody else just now");
    }
  }

  private static List<Path> makeFolders(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      missing.addFirst(each);
    }
    for (Path each : missing) {
      Files.createDirectory(each, permissions(PosixFilePermissions.fromString("rwx------")));
    }
    return missing;
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(
      Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}
