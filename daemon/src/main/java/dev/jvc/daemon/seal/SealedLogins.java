package dev.jvc.daemon.seal;

import dev.jvc.daemon.platform.BootId;
import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.ProcessOwner;
import dev.jvc.daemon.platform.VolatileKeys;
import dev.jvc.daemon.seal.SealedDocument.UnusableException;
import dev.jvc.daemon.vending.LoginKeeper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps logins in a file that a key in the operating system's memory opens, and nothing else.
 *
 * <p>The file alone is worthless, as is the key alone; the key ends with the last login, with a
 * logout, and with the machine. Every document is sealed with a new key, so that one which was
 * replaced or deleted stays closed even where a backup has it. There are two places for keys, used
 * in turn: the old key goes when the new file lies on the disk, so that a process killed at any
 * moment leaves a pair that fits.
 */
public final class SealedLogins implements LoginKeeper {

  private static final System.Logger LOG = System.getLogger(SealedLogins.class.getPackageName());

  /** Far more than anybody's logins take. */
  private static final int LARGEST = 1024 * 1024;

  private final Path file;
  private final VolatileKeys keys;
  private final BootId boot;
  private final BooleanSupplier wanted;
  private final String name;
  private final SecureRandom random = new SecureRandom();

  /** The place of the key that the file is sealed with. */
  private char slot = 'b';

  private boolean probed;
  private @Nullable String failure;

  /**
   * @param file where the sealed logins lie, in the folder of one daemon
   * @param wanted whether anything is to be kept, which may change at any time
   */
  public SealedLogins(Path file, VolatileKeys keys, BootId boot, BooleanSupplier wanted) {
    this.file = file.toAbsolutePath();
    this.keys = keys;
    this.boot = boot;
    this.wanted = wanted;
    this.name = "jvc:logins:" + digest(this.file) + ":";
  }

  /** Two daemons of one user with different folders must not take each other's key. */
  private static String digest(Path file) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(file.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean wanted() {
    return wanted.getAsBoolean();
  }

  @Override
  public synchronized Optional<byte[]> kept() {
    try {
      PrivateFiles.removeLeftovers(file);
      SealedDocument sealed = SealedDocument.parse(read(), boot.bytes());
      byte[] key =
          keys.find(name + sealed.slot())
              .orElseThrow(() -> new UnusableException("their key is gone"));
      try {
        byte[] document = sealed.open(key);
        slot = sealed.slot();
        return Optional.of(document);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (UnusableException | IOException unusable) {
      LOG.log(Level.INFO, () -> "the logins of the daemon before are dropped: " + reason(unusable));
      forget();
      return Optional.empty();
    }
  }

  @Override
  public synchronized void keep(byte[] document, Duration life) {
    byte[] key = new byte[SealedDocument.KEY];
    random.nextBytes(key);
    char next = slot == 'a' ? 'b' : 'a';
    boolean put = false;
    try {
      byte[] start = boot.bytes();
      keys.put(name + next, key, life);
      put = true;
      PrivateFiles.replace(file, SealedDocument.seal(document, next, key, start, random).bytes());
      keys.remove(name + slot);
      slot = next;
      failed(null);
    } catch (IOException cannot) {
      failed(reason(cannot));
      // What was kept before no longer holds.
      if (put) {
        remove();
      } else {
        forget();
      }
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public synchronized void forget() {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      remove();
    }
  }

  /** Without its keys the file is worthless, so they go first. */
  private void remove() {
    IOException failed = null;
    for (Removal step :
        new Removal[] {
          () -> keys.remove(name + 'a'),
          () -> keys.remove(name + 'b'),
          () -> PrivateFiles.delete(file)
        }) {
      try {
        step.run();
      } catch (IOException cannot) {
        failed = cannot;
      }
    }
    if (failed != null) {
      LOG.log(Level.WARNING, "kept logins could not be removed: " + reason(failed));
    }
  }

  /**
   * Why logins end with the daemon although they are wanted to survive it, as one sentence; empty
   * when they survive.
   */
  public synchronized Optional<String> problem() {
    if (!wanted()) {
      return Optional.empty();
    }
    if (!probed) {
      try {
        keys.find(name + slot);
        boot.bytes();
        failed(null);
      } catch (IOException cannot) {
        failed(reason(cannot));
      }
    }
    return Optional.ofNullable(failure).map(SealedLogins::sentence);
  }

  private void failed(@Nullable String reason) {
    if (reason != null && !reason.equals(failure)) {
      LOG.log(Level.WARNING, sentence(reason));
    }
    probed = true;
    failure = reason;
  }

  private String reason(Exception failure) {
    if (failure instanceof FileSystemException system) {
      String reason = system.getReason();
      return file
          + " cannot be used ("
          + (reason == null ? system.getClass().getSimpleName() : reason.toLowerCase(Locale.ROOT))
          + ")";
    }
    return String.valueOf(failure.getMessage());
  }

  private static String sentence(String reason) {
    return "logins end with the daemon, because they cannot be kept: " + reason;
  }

  private byte[] read() throws IOException, UnusableException {
    PosixFileAttributes attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || !attributes.owner().equals(ProcessOwner.principal())) {
      throw new UnusableException("their file is not this user's");
    }
    try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return stream.readNBytes(LARGEST);
    }
  }

  /** One step of forgetting. */
  @FunctionalInterface
  private interface Removal {
    void run() throws IOException;
  }
}
