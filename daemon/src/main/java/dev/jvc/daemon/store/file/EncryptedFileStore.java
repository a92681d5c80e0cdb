package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.WriteLock;
import dev.jvc.daemon.vault.Passphrases;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The store that needs nothing but a file and a passphrase.
 *
 * <p>Opening it touches nothing; the passphrase is asked for when a file is first read, or chosen
 * when the first key is written. Reading takes no lock, because the file is only ever replaced as a
 * whole. Instances and processes may use the same file at the same time.
 */
public final class EncryptedFileStore implements SecretStore {

  /** How often a write starts over because another process made the file anew meanwhile. */
  private static final int ATTEMPTS = 3;

  private final FileImage image;
  private final Passphrases passphrases;
  private final KdfParameters parameters;
  private final SecureRandom random;
  private final FileProblems problems;
  private @Nullable Unlocked unlocked;

  private EncryptedFileStore(Path file, Passphrases passphrases, KdfParameters parameters) {
    this.image = new FileImage(file);
    this.passphrases = passphrases;
    this.parameters = parameters;
    this.random = new SecureRandom();
    this.problems = new FileProblems(file);
  }

  /**
   * The store in a file, which is made when the first key is written.
   *
   * @param passphrases where the passphrase comes from; asked at most once for as long as the file
   *     keeps its header
   */
  public static SecretStore at(Path file, Passphrases passphrases) {
    return new EncryptedFileStore(file, passphrases, KdfParameters.DEFAULT);
  }

  /** The same with other costs for a new file. */
  static SecretStore at(Path file, Passphrases passphrases, KdfParameters parameters) {
    return new EncryptedFileStore(file, passphrases, parameters);
  }

  /** The header a key belongs to; a file made anew has another one. */
  private record Unlocked(Header header, FileKey key) {}

  @Override
  public String name() {
    return "file";
  }

  @Override
  public synchronized BaseKey read(ProfileName name) throws ProblemException {
    KeyFile file = load().orElseThrow(() -> problems.missing(name));
    Unlocked current = unlock(file);
    byte[] sealed = open(file, current).sealed(name).orElseThrow(() -> problems.missing(name));
    try {
      return EntryCodec.decode(
          current.key().open(sealed, KeyFile.associatedWithEntry(file.header(), name)));
    } catch (BadFileException bad) {
      throw problems.bad(bad);
    }
  }

  @Override
  public synchronized void write(ProfileName name, BaseKey key) throws ProblemException {
    problems.requireStorable(name);
    byte[] content = EntryCodec.encode(key);
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Unlocked current = unlockOrCreate();
        byte[] sealed =
            current
                .key()
                .seal(content, KeyFile.associatedWithEntry(current.header(), name), random);
        if (change(current, contents -> contents.with(name, sealed))) {
          return;
        }
      }
      throw problems.contended();
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  @Override
  public synchronized void remove(ProfileName name) throws ProblemException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<KeyFile> file = load();
      if (file.isEmpty()) {
        return;
      }
      Unlocked current = unlock(file.get());
      if (open(file.get(), current).sealed(name).isEmpty()
          || change(current, contents -> contents.without(name))) {
        return;
      }
    }
    throw problems.contended();
  }

  @Override
  public synchronized List<ProfileName> names() throws ProblemException {
    Optional<KeyFile> file = load();
    return file.isEmpty() ? List.of() : open(file.get(), unlock(file.get())).names();
  }

  /** Wipes the key that the passphrase gave. */
  @Override
  public synchronized void close() {
    forget();
  }

  /**
   * Writes the next contents, unless the file was made anew since it was unlocked.
   *
   * @return false when it was, and nothing has been written
   */
  private boolean change(Unlocked current, UnaryOperator<Contents> change) throws ProblemException {
    try (WriteLock _ = WriteLock.acquire(image.lock())) {
      Optional<KeyFile> file = image.read();
      if (file.isPresent() && !file.get().header().sameAs(current.header())) {
        return false;
      }
      Contents contents = file.isPresent() ? file.get().open(current.key()) : Contents.empty();
      byte[] bytes = KeyFile.write(current.header(), current.key(), change.apply(contents), random);
      if (bytes.length > KeyFile.MAX_LENGTH) {
        throw problems.full();
      }
      image.replace(bytes);
      return true;
    } catch (BadFileException bad) {
      throw problems.bad(bad);
    } catch (IOException unwritable) {
      throw problems.unwritable(unwritable);
    }
  }

  private Unlocked unlockOrCreate() throws ProblemException {
    Optional<KeyFile> file = load();
    if (file.isPresent()) {
      return unlock(file.get());
    }
    if (unlocked != null) {
      return unlocked;
    }
    problems.requireMemory(parameters);
    try (Secret passphrase = passphrases.choose()) {
      Header.Fresh fresh = Header.create(passphrase, parameters, random);
      return remember(fresh.header(), fresh.key());
    }
  }

  private Unlocked unlock(KeyFile file) throws ProblemException {
    Header header = file.header();
    if (unlocked != null && unlocked.header().sameAs(header)) {
      return unlocked;
    }
    problems.requireMemory(header.parameters());
    FileKey key =
        passphrases.unlock(
            passphrase -> header.unlock(passphrase).orElseThrow(problems::wrongPassphrase));
    return remember(header, key);
  }

  private Unlocked remember(Header header, FileKey key) {
    forget();
    Unlocked fresh = new Unlocked(header, key);
    unlocked = fresh;
    return fresh;
  }

  private void forget() {
    if (unlocked != null) {
      unlocked.key().close();
      unlocked = null;
    }
  }

  private Optional<KeyFile> load() throws ProblemException {
    try {
      return image.read();
    } catch (BadFileException bad) {
      throw problems.bad(bad);
    } catch (IOException unreadable) {
      throw problems.unreadable(unreadable);
    }
  }

  private Contents open(KeyFile file, Unlocked current) throws ProblemException {
    try {
      return file.open(current.key());
    } catch (BadFileException bad) {
      throw problems.bad(bad);
    }
  }
}
