package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.daemon.vault.DaemonUnreachableException;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.ForeignKeys.Found;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.KeyTask;
import dev.jvc.daemon.vault.KeyTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at every place and says what would happen, without unlocking anything. */
final class Survey {

  private final KeyTasks tasks;
  private final KeyCatalog catalog;
  private final OpenStores stores;
  private final Set<ProfileName> only;
  private final Consumer<Problem> failures;

  /**
   * @param only the profiles that are meant; empty for all
   * @param failures learns of places that could not be listed and keys that cannot be placed
   */
  Survey(
      KeyTasks tasks,
      KeyCatalog catalog,
      OpenStores stores,
      Set<ProfileName> only,
      Consumer<Problem> failures) {
    this.tasks = tasks;
    this.catalog = catalog;
    this.stores = stores;
    this.only = only;
    this.failures = failures;
  }

  /** Every key in the places, in their order. */
  List<Candidate> of(List<ForeignKeys> places) throws DaemonUnreachableException {
    List<Candidate> candidates = new ArrayList<>();
    for (ForeignKeys place : places) {
      try {
        for (Found found : place.found()) {
          candidate(place, found).ifPresent(candidates::add);
        }
      } catch (ProblemException unlisted) {
        failures.accept(unlisted.problem());
      }
    }
    return List.copyOf(candidates);
  }

  private Optional<Candidate> candidate(ForeignKeys place, Found found)
      throws ProblemException, DaemonUnreachableException {
    return switch (found) {
      case Found.Key key ->
          meant(key.name())
              ? Optional.of(movable(place, key.name(), key.where(), key.tail(), true))
              : Optional.empty();
      case Found.Perhaps perhaps -> {
        boolean wanted =
            only.isEmpty() ? tasks.isProfile(perhaps.name()) : only.contains(perhaps.name());
        yield wanted
            ? Optional.of(movable(place, perhaps.name(), perhaps.where(), null, false))
            : Optional.empty();
      }
      case Found.Unusable unusable ->
          only.isEmpty()
              ? Optional.of(
                  new Candidate(
                      place, null, unusable.where(), null, true, false, unusable.reason()))
              : Optional.empty();
    };
  }

  private boolean meant(ProfileName name) {
    return only.isEmpty() || only.contains(name);
  }

  private Candidate movable(
      ForeignKeys place, ProfileName name, String where, @Nullable String tail, boolean certain)
      throws DaemonUnreachableException {
    KeyEntry stored = catalog.stored(name).orElse(null);
    if (stored != null && tail != null && !stored.keyTail().equals(tail)) {
      failures.accept(Conflict.problem(name, tail, stored.store(), stored.keyTail()));
      return new Candidate(
          place,
          name,
          where,
          tail,
          certain,
          false,
          "stays: the " + stored.store() + " store has another key, ****" + stored.keyTail());
    }
    try (KeyTask task = tasks.open(name)) {
      String store = stores.get(task.store()).name();
      String plan =
          stored == null
              ? "move to the " + store + " store"
              : (tail == null ? "take away if the " : "take away: the ")
                  + stored.store()
                  + " store has it";
      return new Candidate(
          place, name, where, tail, certain, true, certain ? plan : plan + ", if it is a key");
    } catch (ProblemException unplaced) {
      failures.accept(unplaced.problem());
      return new Candidate(
          place, name, where, tail, certain, false, "stays: " + unplaced.problem().message());
    }
  }
}
