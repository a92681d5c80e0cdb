package dev.jvc.client.process.service;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that jvc writes and that a person may change.
 *
 * <p>One line of it, a comment, holds a digest of all others; a file whose digest does not fit, or
 * that has none, is the person's and is kept.
 */
public final class ServiceFile {

  /** What became of the file. */
  public enum Outcome {
    WRITTEN,
    UNCHANGED,
    KEPT,
    REMOVED,
    ABSENT
  }

  private static final String SIGNATURE =
      "Written by jvc daemon install. sha256 of all other lines: ";

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Each line with its end, so that they are the same text again when joined. */
  private static final Pattern LINES = Pattern.compile("(?<=\n)");

  private final Path path;
  private final String content;

  private ServiceFile(Path path, String content) {
    this.path = path;
    this.content = content;
  }

  /** A file whose comments start with {@code #}; the digest stands in its first line. */
  static ServiceFile unit(Path path, String text) {
    return new ServiceFile(path, "# " + SIGNATURE + digest(text) + "\n" + text);
  }

  /** A file in XML; the digest stands behind the document type, its second line. */
  static ServiceFile xml(Path path, String text) {
    int head = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
    return new ServiceFile(
        path,
        text.substring(0, head)
            + "<!-- "
            + SIGNATURE
            + digest(text)
            + " -->\n"
            + text.substring(head));
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** What it should hold. */
  String content() {
    return content;
  }

  /**
   * Writes it, unless it is there and was changed.
   *
   * @param force whether a changed one is moved aside, to the same name with {@code .old} behind
   */
  public Outcome write(boolean force) throws Failure {
    try {
      String found = read();
      if (content.equals(found)) {
        return Outcome.UNCHANGED;
      }
      if (found != null && !isOurs(found)) {
        if (!force) {
          return Outcome.KEPT;
        }
        Files.move(path, beside(".old"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.createDirectories(folder());
      Path fresh = Files.createTempFile(folder(), path.getFileName() + ".", ".new", PRIVATE);
      Files.writeString(fresh, content);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      return Outcome.WRITTEN;
    } catch (IOException unwritable) {
      throw Failure.of(
          ExitCode.FAILED, "cannot write " + path + ": make its folder writable to you");
    }
  }

  /**
   * Removes it, unless it was changed.
   *
   * @param force whether a changed one is moved aside, as {@link #write} does
   */
  public Outcome remove(boolean force) throws Failure {
    try {
      String found = read();
      if (found == null) {
        return Outcome.ABSENT;
      }
      if (isOurs(found)) {
        Files.delete(path);
      } else if (force) {
        Files.move(path, beside(".old"), StandardCopyOption.REPLACE_EXISTING);
      } else {
        return Outcome.KEPT;
      }
      return Outcome.REMOVED;
    } catch (IOException unwritable) {
      throw Failure.of(
          ExitCode.FAILED, "cannot remove " + path + ": make its folder writable to you");
    }
  }

  private @Nullable String read() throws IOException {
    if (Files.isSymbolicLink(path)) {
      // Whatever it leads to, a person has put it there: for example in a repository of dot files.
      return "";
    }
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  private Path folder() {
    return Objects.requireNonNull(path.getParent(), "a service file lies in a folder");
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  private static boolean isOurs(String found) {
    StringBuilder others = new StringBuilder();
    String named = "";
    for (String line : LINES.split(found, -1)) {
      int at = line.indexOf(SIGNATURE);
      if (at >= 0) {
        String rest = line.substring(at + SIGNATURE.length());
        named = rest.length() < 64 ? "" : rest.substring(0, 64);
      } else {
        others.append(line);
      }
    }
    return named.equals(digest(others.toString()));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
