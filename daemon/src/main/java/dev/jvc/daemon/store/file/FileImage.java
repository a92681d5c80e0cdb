package dev.jvc.daemon.store.file;

import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.ProcessOwner;
import dev.jvc.daemon.platform.WriteLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The key file on the disk: read with a bound, replaced as a whole. */
final class FileImage {

  private final Path file;

  FileImage(Path file) {
    this.file = file;
  }

  /** The file that stands for the right to write this one. */
  Path lock() {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws IOException when it cannot be read
   * @throws BadFileException when it is no key file, or is refused because of what it is or whose
   */
  Optional<KeyFile> read() throws IOException, BadFileException {
    byte[] bytes;
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        throw BadFileException.refused("it is a link; put the file itself there");
      }
      if (!attributes.isRegularFile()) {
        throw BadFileException.foreign();
      }
      if (!attributes.owner().equals(ProcessOwner.principal())) {
        throw BadFileException.refused("it belongs to " + attributes.owner().getName());
      }
      bytes = readAll();
    } catch (NoSuchFileException missing) {
      requireFolderOrNothing();
      return Optional.empty();
    }
    return Optional.of(KeyFile.parse(bytes));
  }

  /**
   * Replaces the file, and removes what writers that were killed have left behind. The caller holds
   * the {@link WriteLock}, so no temporary file belongs to a living writer.
   */
  void replace(byte[] bytes) throws IOException {
    PrivateFiles.replace(file, bytes);
    PrivateFiles.removeLeftovers(file);
  }

  /** A file in place of a folder hides the key file; that is not the same as having none. */
  private void requireFolderOrNothing() throws BadFileException {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder)) {
        if (!Files.isDirectory(folder)) {
          throw BadFileException.refused(folder + " is not a folder; move it away");
        }
        return;
      }
    }
  }

  private byte[] readAll() throws IOException, BadFileException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      long size = channel.size();
      if (size > KeyFile.MAX_LENGTH) {
        throw BadFileException.foreign();
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) size);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Reads on to the end; a file is never changed in place.
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }
}
