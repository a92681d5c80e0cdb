package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.platform.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts generated files in place, atomically and readable by their owner only, and only where they
 * change. What another program wrote into one of them is moved aside, never lost.
 */
final class FileWriter {

  /** The ending of what was moved aside. */
  static final String EDITED = ".edited";

  private static final Logger LOG = System.getLogger(FileWriter.class.getName());

  private FileWriter() {}

  /** Makes a configuration file hold these bytes. */
  static void config(Path file, byte[] content) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Arrays.equals(Files.readAllBytes(file), content)) {
        return;
      }
      Optional<Mark> mark = Mark.read(file);
      if (mark.isEmpty() || !mark.get().intact()) {
        moveAside(file);
      }
    }
    PrivateFiles.replace(file, content);
  }

  /**
   * Makes a credentials file a link to the person's own, which is then read and written in its
   * place.
   */
  static void link(Path file, Path own) throws IOException {
    if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(own)) {
      return;
    }
    moveAsideIfWritten(file);
    Path folder = PrivateFiles.folder(parentOf(file));
    Path fresh = folder.resolve("." + file.getFileName() + ".link.tmp");
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, own);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes a credentials file an empty one. */
  static void empty(Path file) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0) {
      return;
    }
    moveAsideIfWritten(file);
    PrivateFiles.replace(file, new byte[0]);
  }

  /** Removes both files; what another program wrote is moved aside. */
  static void remove(FilePair pair) throws IOException {
    Optional<Mark> mark = Mark.read(pair.config());
    if (mark.isPresent() && !mark.get().intact()) {
      moveAside(pair.config());
    }
    moveAsideIfWritten(pair.credentials());
    Files.deleteIfExists(pair.config());
    Files.deleteIfExists(pair.credentials());
  }

  /** What was moved aside in a folder. */
  static List<Path> movedAside(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> String.valueOf(file.getFileName()).contains(EDITED))
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  private static void moveAsideIfWritten(Path file) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > 0) {
      moveAside(file);
    }
  }

  private static void moveAside(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + EDITED);
    for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
      aside = file.resolveSibling(file.getFileName() + EDITED + "." + i);
    }
    Files.move(file, aside);
    LOG.log(
        Level.WARNING,
        "{0} was changed by another program, whose version is kept in {1}",
        file,
        aside);
  }

  private static Path parentOf(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("not a file: " + file);
    }
    return parent;
  }
}
