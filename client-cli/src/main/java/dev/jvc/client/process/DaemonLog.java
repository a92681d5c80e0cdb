package dev.jvc.client.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file that holds what a daemon started by the client prints; readable by its owner only.
 *
 * <p>It is moved aside at the start of a daemon when it has grown large, so that two files of some
 * megabytes are the most there is.
 */
public final class DaemonLog {

  /** The size in bytes from which a new file is begun. */
  private static final long ROTATE_AT = 4L * 1024 * 1024;

  private static final int TAIL = 4096;

  /** What stands before each sentence by which the daemon says why it ends. */
  private static final String COMPLAINT = "jvcd: error: ";

  /** The most that is looked through for the last lines, in bytes. */
  private static final int TAIL_LIMIT = 1024 * 1024;

  private final Path file;

  private DaemonLog(Path file) {
    this.file = file;
  }

  /** The log in a state folder; nothing is created. */
  public static DaemonLog of(Path stateFolder) {
    return new DaemonLog(stateFolder.resolve("jvcd.log"));
  }

  /** The file, which need not exist. */
  public Path file() {
    return file;
  }

  /** Makes the folder and the file, each closed to other users. */
  void prepare() throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (size() > ROTATE_AT) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException kept) {
      // Appended to.
    }
  }

  /** The size in bytes, 0 when there is no file. */
  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /**
   * Everything that a daemon complained of since the file had a size, in one line: several problems
   * of a configuration file stand behind each other. Without a complaint it is the last line that
   * is not blank, and empty if there is none.
   */
  String complaintsSince(long size) throws IOException {
    long start = Math.max(size, size() - TAIL);
    List<String> lines =
        new String(read(start, TAIL), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    String complaints =
        lines.stream()
            .filter(line -> line.startsWith(COMPLAINT))
            .map(line -> line.substring(COMPLAINT.length()))
            .distinct()
            .collect(Collectors.joining("; "));
    return complaints.isEmpty() && !lines.isEmpty() ? lines.getLast() : complaints;
  }

  /**
   * Copies the last lines.
   *
   * @return the position in bytes up to which the file was copied
   */
  public long copyTail(int lines, OutputStream target) throws IOException {
    long start = Math.max(0, size() - TAIL_LIMIT);
    byte[] end = read(start, TAIL_LIMIT);
    int from = end.length;
    int left = lines;
    while (from > 0 && left > 0) {
      from--;
      if (from > 0 && end[from - 1] == '\n') {
        left--;
      }
    }
    target.write(end, from, end.length - from);
    target.flush();
    return start + end.length;
  }

  /**
   * Copies what follows a position; starts again when the file has become shorter, that is, was
   * replaced.
   *
   * @return the position in bytes up to which the file was copied
   */
  public long copyFrom(long position, OutputStream target) throws IOException {
    long from = position > size() ? 0 : position;
    while (true) {
      byte[] piece = read(from, 64 * 1024);
      if (piece.length == 0) {
        return from;
      }
      target.write(piece);
      target.flush();
      from += piece.length;
    }
  }

  private byte[] read(long from, int limit) throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(from);
      byte[] piece = new byte[Math.clamp(bytes.length() - from, 0, limit)];
      bytes.readFully(piece);
      return piece;
    }
  }
}
