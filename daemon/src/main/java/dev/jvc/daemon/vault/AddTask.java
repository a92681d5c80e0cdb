package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import java.io.PrintStream;
import java.util.Optional;

/** {@code jvcd vault add}: take a key, ask AWS whose it is, store it. */
final class AddTask {

  private final Stores stores;
  private final KeyCatalog catalog;
  private final LoginIssuers issuers;
  private final Dialogue dialogue;
  private final PrintStream reports;
  private final PrintStream warnings;

  AddTask(
      Stores stores,
      KeyCatalog catalog,
      LoginIssuers issuers,
      Dialogue dialogue,
      PrintStream reports,
      PrintStream warnings) {
    this.stores = stores;
    this.catalog = catalog;
    this.issuers = issuers;
    this.dialogue = dialogue;
    this.reports = reports;
    this.warnings = warnings;
  }

  /**
   * Stores the key; it is in the store before the index names it.
   *
   * @param verify whether AWS is asked first
   */
  void run(Task.Add task, KeySource source, boolean verify, DaemonClient daemon)
      throws ProblemException, DaemonUnreachableException {
    try (BaseKey key = source.read();
        SecretStore store = stores.open(task.store())) {
      Optional<CallerIdentity> identity =
          verify ? Optional.of(identity(task, key)) : Optional.empty();
      confirmReplacement(task, store, key);
      store.write(task.key(), key);
      requireStored(task, store, key);
      catalog.put(task.key(), store.name(), key.id(), identity.orElse(null));
      reports.println(
          "jvc: stored key "
              + key.id().masked()
              + identity.map(known -> " of " + known.arn()).orElse("")
              + " as "
              + task.key()
              + " in the "
              + store.name()
              + " store"
              + (verify ? "" : ", without asking AWS whose it is"));
      source.warning().ifPresent(warning -> warnings.println("jvc: " + warning));
    }
    daemon.keyChanged();
  }

  private CallerIdentity identity(Task.Add task, BaseKey key) throws ProblemException {
    try (LoginIssuer issuer = issuers.with(task.aws().environment())) {
      return issuer.identity(key, task.aws().sts());
    } catch (IssueException failed) {
      if (failed.kind() == IssueException.Kind.TRANSIENT) {
        throw new ProblemException(
            new Problem(
                failed.problem().code(),
                failed.problem().message() + "; --no-verify stores the key without asking AWS",
                "jvc add --no-verify " + task.profile().shellWord()),
            failed);
      }
      throw new ProblemException(failed.problem(), failed);
    }
  }

  /** A key that would be lost is given up by a person, or by a script that was told to add. */
  private void confirmReplacement(Task.Add task, SecretStore store, BaseKey key)
      throws ProblemException {
    if (dialogue.person().isEmpty() || !store.names().contains(task.key())) {
      return;
    }
    try (BaseKey old = store.read(task.key())) {
      if (!old.id().equals(key.id())) {
        Confirmation.require(
            dialogue.person().get(),
            "Replace key "
                + old.id().masked()
                + " of "
                + task.key()
                + " in the "
                + store.name()
                + " store? [y/N] ");
      }
    }
  }

  private static void requireStored(Task.Add task, SecretStore store, BaseKey key)
      throws ProblemException {
    try (BaseKey stored = store.read(task.key())) {
      if (!stored.id().equals(key.id()) || !stored.secret().matches(key.secret())) {
        throw new ProblemException(
            Problem.of(
                ProblemCode.STORE_FAILED,
                "the " + store.name() + " store gave back another key than was stored: try again"));
      }
    }
  }
}
