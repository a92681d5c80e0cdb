package dev.jvc.daemon.access;

import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.ProcessOwner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a monitoring system shows in order to read the metrics, and nothing else; there is none
 * until somebody asks for it.
 *
 * <p>It is made as a {@link ClientToken} is and stands in one file, without a line feed, which
 * outlives the daemon and a reboot: a monitoring system reads it for as long as it runs. Only its
 * hash is kept in memory, and hashes are compared in constant time.
 */
public final class MetricsToken {

  private static final System.Logger LOG = System.getLogger(MetricsToken.class.getName());

  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable TokenHash inForce;

  private MetricsToken(Path file) {
    this.file = file;
  }

  /**
   * With the token of an earlier run in force, if there is one.
   *
   * <p>A file that others may read, or that does not hold a token, counts as none, and the log says
   * so: the daemon starts all the same.
   *
   * @param file where the token stands; its folder is made with the first one
   */
  public static MetricsToken open(Path file) {
    MetricsToken token = new MetricsToken(file);
    try {
      token.inForce = token.read();
    } catch (IOException unusable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "metrics are not served at the endpoint, because "
              + unusable.getMessage()
              + ": run jvc daemon metrics --scrape");
    }
    return token;
  }

  /** Whether there is one. */
  public boolean isInForce() {
    return inForce != null;
  }

  /** Whether this is it. */
  public boolean matches(String presented) {
    TokenHash expected = inForce;
    return expected != null
        && TokenHash.of(presented.getBytes(StandardCharsets.ISO_8859_1)).equals(expected);
  }

  /**
   * Makes a token unless the one in force stands in its file as it was written.
   *
   * @return the file
   * @throws IOException when it cannot be written; what was in force still is
   */
  public synchronized Path issue() throws IOException {
    if (inForce == null || !inForce.equals(readOrNull())) {
      try (ClientToken fresh = ClientToken.random(random)) {
        write(fresh.value());
        inForce = fresh.hash();
      }
    }
    return file;
  }

  /**
   * Takes the token back, at once also when its file cannot be removed.
   *
   * @return whether there was one
   * @throws IOException when the file cannot be removed, so that the next daemon would take it
   *     again
   */
  public synchronized boolean revoke() throws IOException {
    boolean was = inForce != null;
    inForce = null;
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return was;
    }
    try {
      PrivateFiles.delete(file);
    } catch (IOException kept) {
      throw new IOException(
          file + " cannot be removed, and the next daemon would take it: remove it", kept);
    }
    return true;
  }

  private void write(Secret value) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + " is a folder where a token should be: move it away");
    }
    byte[] copy = value.reveal(byte[]::clone);
    try {
      PrivateFiles.replace(file, copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  private @Nullable TokenHash readOrNull() {
    try {
      return read();
    } catch (IOException unusable) {
      return null;
    }
  }

  /** The hash of what the file holds; null when there is no file. */
  private @Nullable TokenHash read() throws IOException {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile() || attributes.size() != ClientToken.LENGTH) {
        throw new IOException(file + " does not hold a token");
      }
      if (!attributes.owner().equals(ProcessOwner.principal())
          || !OWNERS.containsAll(attributes.permissions())) {
        throw new IOException(file + " may be read by others");
      }
      byte[] content = Files.readAllBytes(file);
      try {
        return TokenHash.of(content);
      } finally {
        Arrays.fill(content, (byte) 0);
      }
    } catch (NoSuchFileException none) {
      return null;
    }
  }
}
