package dev.jvc.daemon.store.plaintext;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One of the AWS files as a place that keys are moved out of.
 *
 * <p>Taking a key away removes exactly its two lines. What {@link ForeignKey#original} holds is the
 * file as it was, as a whole.
 */
public final class PlaintextKeys implements ForeignKeys {

  private final EditedFile file;
  private final SharedFile.Dialect dialect;

  private PlaintextKeys(EditedFile file, SharedFile.Dialect dialect) {
    this.file = file;
    this.dialect = dialect;
  }

  /**
   * The shared credentials file.
   *
   * @param home the folder that messages write as {@code ~}
   */
  public static ForeignKeys inCredentials(Path file, Path home) {
    return new PlaintextKeys(new EditedFile(file, home), SharedFile.Dialect.CREDENTIALS);
  }

  /** The configuration file, in which the AWS CLI accepts keys as well. */
  public static ForeignKeys inConfig(Path file, Path home) {
    return new PlaintextKeys(new EditedFile(file, home), SharedFile.Dialect.CONFIG);
  }

  @Override
  public String name() {
    return file.shown();
  }

  @Override
  public List<Found> found() throws ProblemException {
    byte[] bytes = content();
    try {
      SharedFile scanned = SharedFile.of(bytes, dialect);
      List<Found> found = new ArrayList<>();
      for (ProfileName profile : scanned.keys().sequencedKeySet()) {
        PlaintextKey key = new PlaintextKey(bytes, scanned, profile);
        if (key.exists()) {
          found.add(found(key));
        }
      }
      found.sort(Comparator.comparing(PlaintextKeys::order));
      for (int line : scanned.commented()) {
        found.add(
            new Found.Unusable(
                at(line), "a secret access key stands there as a comment: delete the line"));
      }
      return List.copyOf(found);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public ForeignKey read(ProfileName name) throws ProblemException {
    byte[] bytes = content();
    PlaintextKey key = new PlaintextKey(bytes, SharedFile.of(bytes, dialect), name);
    try {
      if (key.exists()) {
        return new ForeignKey(name, key.key(), Secret.owning(bytes));
      }
    } catch (PlaintextKey.UnusableException unusable) {
      Arrays.fill(bytes, (byte) 0);
      throw failed(at(key.line()) + ": " + unusable.reason());
    }
    Arrays.fill(bytes, (byte) 0);
    throw new ProblemException(
        Problem.of(ProblemCode.KEY_MISSING, "no key of " + name + " in " + file.shown()));
  }

  @Override
  public void remove(ForeignKey key) throws ProblemException {
    file.discardLeftover();
    byte[] now = content();
    byte[] without = {};
    try {
      PlaintextKey present = new PlaintextKey(now, SharedFile.of(now, dialect), key.name());
      if (!present.exists()) {
        return;
      }
      if (!key.original().reveal(original -> Arrays.equals(original, now))) {
        throw failed(
            file.shown()
                + " was changed by somebody else meanwhile, and is left as it is: try again");
      }
      without = present.without();
      file.replace(now, without);
    } finally {
      Arrays.fill(now, (byte) 0);
      Arrays.fill(without, (byte) 0);
    }
  }

  @Override
  public void restore(ProfileName name, Secret original) throws ProblemException {
    file.discardLeftover();
    Optional<byte[]> now = file.read();
    byte[] before = original.reveal(byte[]::clone);
    byte[] after = new PlaintextKey(before, SharedFile.of(before, dialect), name).without();
    try {
      if (now.isPresent() && Arrays.equals(now.get(), before)) {
        return;
      }
      if (now.isPresent() && !Arrays.equals(now.get(), after)) {
        throw failed(
            file.shown()
                + " was changed since the import, and is left as it is: move it away to get back"
                + " what was there before");
      }
      file.replace(now.orElse(null), before);
    } finally {
      now.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
      Arrays.fill(before, (byte) 0);
      Arrays.fill(after, (byte) 0);
    }
  }

  /** Nothing was unlocked. */
  @Override
  public void close() {}

  private Found found(PlaintextKey key) {
    String where = at(key.line());
    try {
      return new Found.Key(key.profile(), where, key.tail());
    } catch (PlaintextKey.UnusableException unusable) {
      return new Found.Unusable(where, unusable.reason());
    }
  }

  /** Keys by name, and whatever cannot be moved behind them. */
  private static String order(Found found) {
    return switch (found) {
      case Found.Key key -> "1" + key.name();
      case Found.Perhaps perhaps -> "1" + perhaps.name();
      case Found.Unusable unusable -> "2" + unusable.where();
    };
  }

  private String at(int line) {
    return file.shown() + ":" + line;
  }

  private byte[] content() throws ProblemException {
    return file.read().orElseGet(() -> new byte[0]);
  }

  private static ProblemException failed(String message) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message));
  }
}
