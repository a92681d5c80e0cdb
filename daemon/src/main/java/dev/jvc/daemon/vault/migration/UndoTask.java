package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.daemon.vault.DaemonUnreachableException;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.KeyTask;
import dev.jvc.daemon.vault.KeyTasks;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.VaultCommand;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * {@code jvcd vault import --undo}: puts everything back, the last move first.
 *
 * <p>Each step puts back what was in the place, reads the key there, and only then takes it out of
 * the store; a store that had the key before the import keeps it.
 */
final class UndoTask {

  private final List<ForeignKeys> places;
  private final KeyTasks tasks;
  private final KeyCatalog catalog;
  private final Backups backups;
  private final Dialogue dialogue;
  private final PrintStream out;
  private final Outcome outcome;

  UndoTask(
      List<ForeignKeys> places,
      KeyTasks tasks,
      KeyCatalog catalog,
      Backups backups,
      Dialogue dialogue,
      PrintStream out,
      Outcome outcome) {
    this.places = places;
    this.tasks = tasks;
    this.catalog = catalog;
    this.backups = backups;
    this.dialogue = dialogue;
    this.out = out;
    this.outcome = outcome;
  }

  void run(VaultCommand.Import command, OpenStores stores)
      throws ProblemException, DaemonUnreachableException {
    NavigableMap<Integer, Step> steps = backups.steps().descendingMap();
    if (steps.isEmpty()) {
      outcome.say("there is no import to undo");
      return;
    }
    show(steps);
    if (command.dryRun()) {
      outcome.say("nothing was changed");
      return;
    }
    if (!command.confirmed()) {
      Consent.require(
          dialogue,
          "Put " + Consent.keys(steps.size()) + " back where they were? [y/N] ",
          "the undoing");
    }
    undoAll(steps, stores);
  }

  private void undoAll(NavigableMap<Integer, Step> steps, OpenStores stores)
      throws DaemonUnreachableException {
    Set<String> stuck = new HashSet<>();
    Set<String> emptied = new HashSet<>();
    for (Map.Entry<Integer, Step> entry : steps.entrySet()) {
      Step step = entry.getValue();
      if (stuck.contains(step.place())) {
        // What was there before can only be reached through what came later.
        continue;
      }
      try {
        undo(entry.getKey(), step, stores.get(step.store()));
        emptied.add(step.store());
      } catch (ProblemException failed) {
        outcome.failed(failed.problem());
        stuck.add(step.place());
      } catch (StopException failed) {
        outcome.failed(failed.problem().problem());
        outcome.say("nothing else was put back: jvc import --undo goes on where it stopped");
        return;
      }
    }
    forgetBackupKeys(emptied, stores);
  }

  private void undo(int number, Step step, SecretStore store)
      throws ProblemException, StopException, DaemonUnreachableException {
    ForeignKeys place = place(step);
    try (Secret original = open(step, store)) {
      if (step.removed() || !has(place, step)) {
        place.restore(step.profile(), original);
      }
    }
    boolean taken = takeOut(step, place, store);
    backups.remove(number);
    outcome.say(
        "put key ****"
            + step.keyTail()
            + " of "
            + step.profile()
            + " back into "
            + place.name()
            + (taken
                ? ", and took it out of the " + store.name() + " store"
                : "; what jvc has under this name stays in its store"));
  }

  private static Secret open(Step step, SecretStore store) throws ProblemException, StopException {
    BackupCipher cipher;
    try {
      cipher = BackupCipher.existing(store);
    } catch (ProblemException locked) {
      throw new StopException(locked);
    }
    return cipher
        .open(step.sealedBytes(), step.associated())
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    ProblemCode.STORE_FAILED,
                    "the backup of "
                        + step.profile()
                        + " was made with another key than the "
                        + store.name()
                        + " store has, or was changed: it cannot be opened")));
  }

  private static boolean has(ForeignKeys place, Step step) {
    try (ForeignKey there = place.read(step.profile())) {
      return there.key().id().tail().equals(step.keyTail());
    } catch (ProblemException none) {
      return false;
    }
  }

  /** Whether the store gave the key up, which it does only when the place has the same one. */
  private boolean takeOut(Step step, ForeignKeys place, SecretStore store)
      throws ProblemException, DaemonUnreachableException {
    ProfileName name = step.profile();
    String holding = catalog.stored(name).map(KeyEntry::store).orElse(step.store());
    if (step.hadKey() || !holding.equals(step.store())) {
      return false;
    }
    try (ForeignKey there = place.read(name)) {
      if (hasAnother(store, there)) {
        return false;
      }
    }
    try (KeyTask task = tasks.open(name)) {
      store.remove(name);
      catalog.remove(name);
      task.keyChanged();
    }
    return true;
  }

  private static boolean hasAnother(SecretStore store, ForeignKey there) throws ProblemException {
    Optional<BaseKey> stored = Stored.key(store, there.name());
    if (stored.isEmpty()) {
      return false;
    }
    try (BaseKey key = stored.get()) {
      return !Stored.same(key, there.key());
    }
  }

  /** Once no backup of a store is left, nothing of the import is left in it either. */
  private void forgetBackupKeys(Set<String> emptied, OpenStores stores) {
    try {
      for (Step left : backups.steps().values()) {
        emptied.remove(left.store());
      }
      for (String store : emptied) {
        stores.get(store).remove(BackupCipher.NAME);
      }
    } catch (ProblemException kept) {
      outcome.failed(kept.problem());
    }
  }

  private ForeignKeys place(Step step) throws ProblemException {
    return places.stream()
        .filter(place -> place.name().equals(step.place()))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    ProblemCode.BAD_REQUEST,
                    step.place()
                        + " is not where this environment looks for keys: set the variables that"
                        + " were set for the import")));
  }

  private void show(NavigableMap<Integer, Step> steps) {
    Columns columns = new Columns("PROFILE", "FROM", "KEY", "WHAT HAPPENS");
    for (Step step : steps.values()) {
      columns.row(
          step.profile().value(),
          "the " + step.store() + " store",
          "****" + step.keyTail(),
          "back into " + step.place());
    }
    columns.lines().forEach(out::println);
    out.flush();
  }
}
