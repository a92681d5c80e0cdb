package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.ProcessOwner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right of one daemon to the control socket's path, from before binding until exit.
 *
 * <p>A lock on a file beside the socket is held for life, so that of any number of daemons started
 * together exactly one goes on. Only its holder may remove what a crashed daemon left behind, and
 * only when that is a socket of this user that nobody answers on.
 */
public final class SocketClaim implements AutoCloseable {

  private final Path socket;
  private final FileChannel lockFile;
  private final FileLock lock;
  private @Nullable Object boundAs;

  private SocketClaim(Path socket, FileChannel lockFile, FileLock lock) {
    this.socket = socket;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Another daemon of this user holds the socket. */
  public static final class HeldByAnother extends Exception {
    private static final long serialVersionUID = 1L;

    HeldByAnother(Path socket) {
      super("another jvcd of this user is running: its control socket is " + socket);
    }
  }

  /**
   * Takes the path, or fails without touching anything.
   *
   * @throws HeldByAnother when another daemon lives
   * @throws IOException when the folder is not private or cannot be made, or something that is not
   *     a left-over socket of this user lies at the path; the message says what to do
   */
  public static SocketClaim of(Path socket) throws HeldByAnother, IOException {
    Path folder = Objects.requireNonNull(socket.getParent(), "a socket lies in a folder");
    PrivateFiles.folder(folder);
    FileChannel lockFile = PrivateFiles.lockFile(folder.resolve("jvcd.lock"));
    FileLock lock = lockFile.tryLock();
    if (lock == null) {
      lockFile.close();
      throw new HeldByAnother(socket);
    }
    try {
      removeLeftOver(socket);
    } catch (HeldByAnother | IOException refused) {
      lockFile.close();
      throw refused;
    }
    return new SocketClaim(socket, lockFile, lock);
  }

  /** The claimed path. */
  public Path socket() {
    return socket;
  }

  /**
   * Closes the bound socket to others and remembers which file it is.
   *
   * @throws IOException when the listener did not create it
   */
  public void bound() throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    boundAs = fileKey();
  }

  /**
   * Whether the path still leads to the socket that was bound; when it does not, clients reach
   * someone else.
   */
  public boolean stillOurs() {
    try {
      return boundAs != null && boundAs.equals(fileKey());
    } catch (IOException gone) {
      return false;
    }
  }

  /** Removes the socket, if it is still the one that was bound, and gives the path up. */
  @Override
  public void close() throws IOException {
    try (lockFile) {
      if (stillOurs()) {
        Files.deleteIfExists(socket);
      }
      lock.release();
    }
  }

  private @Nullable Object fileKey() throws IOException {
    return Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private static void removeLeftOver(Path socket) throws HeldByAnother, IOException {
    PosixFileAttributes found;
    try {
      found = Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException free) {
      return;
    }
    // A socket is the only kind of file here that is none of the kinds Java tells apart.
    if (!found.isOther()) {
      throw new IOException(socket + " is not a socket: move it away");
    }
    if (!found.owner().equals(ProcessOwner.principal())) {
      throw new IOException(socket + " belongs to " + found.owner().getName() + ": remove it");
    }
    if (answers(socket)) {
      throw new HeldByAnother(socket);
    }
    Files.deleteIfExists(socket);
  }

  /** Whether somebody listens; anything but a clear refusal counts as yes. */
  private static boolean answers(Path socket) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return probe.isConnected();
    } catch (ConnectException nobody) {
      return false;
    } catch (IOException unclear) {
      return !"Connection refused".equals(unclear.getMessage());
    }
  }
}
