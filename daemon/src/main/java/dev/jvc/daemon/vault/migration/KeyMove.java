package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.DaemonUnreachableException;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.KeyTask;
import dev.jvc.daemon.vault.KeyTasks;
import dev.jvc.daemon.vault.LoginIssuer;
import dev.jvc.daemon.vault.LoginIssuers;
import dev.jvc.daemon.vault.SecretStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves one key after the other.
 *
 * <p>In this order, so that an end at any moment loses nothing: ask AWS whose key it is, write down
 * how to undo the move, store, read back and compare, index, tell the daemon, and only then take
 * the key away.
 */
final class KeyMove implements AutoCloseable {

  private final KeyTasks tasks;
  private final OpenStores stores;
  private final KeyCatalog catalog;
  private final LoginIssuers issuers;
  private final Backups backups;
  private final boolean verify;
  private final SecureRandom random = new SecureRandom();
  private @Nullable LoginIssuer issuer;

  /**
   * @param verify whether AWS is asked about each key before it is stored
   */
  KeyMove(
      KeyTasks tasks,
      OpenStores stores,
      KeyCatalog catalog,
      LoginIssuers issuers,
      Backups backups,
      boolean verify) {
    this.tasks = tasks;
    this.stores = stores;
    this.catalog = catalog;
    this.issuers = issuers;
    this.backups = backups;
    this.verify = verify;
  }

  /**
   * A key that was moved.
   *
   * @param hadKey whether the store had it already
   */
  record Moved(ProfileName name, AccessKeyId id, String store, boolean hadKey) {}

  /**
   * Moves the key under a name.
   *
   * @throws ProblemException when it was not moved; {@code KeyMissing} when there is none
   * @throws StopException when no other key can be moved either
   */
  Moved move(ForeignKeys place, ProfileName name)
      throws ProblemException, StopException, DaemonUnreachableException {
    try (ForeignKey foreign = place.read(name);
        KeyTask task = tasks.open(name)) {
      SecretStore store = stores.get(task.store());
      boolean hadKey = inStore(() -> hasKey(store, foreign));
      CallerIdentity identity = identity(foreign, task).orElse(null);
      inStore(() -> {
        writeDown(place, foreign, store, hadKey);
        if (!hadKey) {
          store.write(name, foreign.key());
        }
        Stored.require(store, name, foreign.key());
        return true;
      });
      catalog.put(name, store.name(), foreign.key().id(), identity);
      if (!hadKey) {
        task.keyChanged();
      }
      takeAway(place, foreign, store);
      return new Moved(name, foreign.key().id(), store.name(), hadKey);
    }
  }

  private boolean hasKey(SecretStore store, ForeignKey foreign) throws ProblemException {
    Optional<BaseKey> stored = Stored.key(store, foreign.name());
    if (stored.isEmpty()) {
      return false;
    }
    try (BaseKey key = stored.get()) {
      if (Stored.same(key, foreign.key())) {
        return true;
      }
      throw new ProblemException(
          Conflict.problem(
              foreign.name(), foreign.key().id().tail(), store.name(), key.id().tail()));
    }
  }

  private void writeDown(ForeignKeys place, ForeignKey foreign, SecretStore store, boolean hadKey)
      throws ProblemException {
    String tail = foreign.key().id().tail();
    ProfileName name = foreign.name();
    Optional<Integer> interrupted = backups.unfinished(place.name(), name, tail);
    boolean had = hadKey;
    if (interrupted.isPresent()) {
      Step before = backups.steps().get(interrupted.get());
      // The key is in the store because of that move.
      had = before == null ? hadKey : before.hadKey();
    }
    byte[] sealed =
        BackupCipher.make(store, random)
            .seal(foreign.original(), Step.associated(place.name(), name, store.name(), tail));
    backups.put(
        interrupted.isPresent() ? interrupted.get() : backups.next(),
        new Step(
            place.name(),
            name,
            store.name(),
            tail,
            had,
            false,
            Base64.getEncoder().encodeToString(sealed)));
  }

  private void takeAway(ForeignKeys place, ForeignKey foreign, SecretStore store)
      throws ProblemException {
    try {
      place.remove(foreign);
    } catch (ProblemException kept) {
      throw new ProblemException(
          Problem.of(
              kept.problem().code(),
              kept.problem().message()
                  + "; key "
                  + foreign.key().id().masked()
                  + " of "
                  + foreign.name()
                  + " is in the "
                  + store.name()
                  + " store and still in "
                  + place.name()),
          kept);
    }
    int number =
        backups
            .unfinished(place.name(), foreign.name(), foreign.key().id().tail())
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(ProblemCode.STORE_FAILED, "the backup of this move is gone")));
    Step step = backups.steps().get(number);
    if (step != null) {
      backups.put(number, step.done());
    }
  }

  private Optional<CallerIdentity> identity(ForeignKey foreign, KeyTask task)
      throws ProblemException {
    AccessKeyId id = foreign.key().id();
    Optional<CallerIdentity> known = catalog.identity(foreign.name(), id);
    if (known.isPresent() || !verify) {
      return known;
    }
    try {
      return Optional.of(issuer(task.awsEnvironment()).identity(foreign.key(), task.sts()));
    } catch (IssueException failed) {
      boolean transientFailure = failed.kind() == IssueException.Kind.TRANSIENT;
      throw new ProblemException(
          Problem.of(
              failed.problem().code(),
              "key "
                  + id.masked()
                  + " of "
                  + foreign.name()
                  + " stays: "
                  + failed.problem().message()
                  + (transientFailure ? "; --no-verify moves it without asking AWS" : "")),
          failed);
    }
  }

  /** Every key is checked through one connection: what the daemon says of proxies is the same. */
  private LoginIssuer issuer(Map<String, String> awsEnvironment) {
    LoginIssuer made = issuer;
    if (made == null) {
      made = issuers.with(awsEnvironment);
      issuer = made;
    }
    return made;
  }

  private interface StoreCall<T> {
    T make() throws ProblemException;
  }

  private static <T> T inStore(StoreCall<T> call) throws ProblemException, StopException {
    try {
      return call.make();
    } catch (ProblemException failed) {
      if (failed.problem().code() == ProblemCode.BAD_CONFIGURATION) {
        throw failed;
      }
      throw new StopException(failed);
    }
  }

  @Override
  public void close() {
    if (issuer != null) {
      issuer.close();
    }
  }
}
