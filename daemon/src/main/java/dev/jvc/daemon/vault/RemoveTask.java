package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code jvcd vault remove}: take a key out of its store. */
final class RemoveTask {

  private final Stores stores;
  private final KeyCatalog catalog;
  private final Dialogue dialogue;
  private final PrintStream reports;

  RemoveTask(Stores stores, KeyCatalog catalog, Dialogue dialogue, PrintStream reports) {
    this.stores = stores;
    this.catalog = catalog;
    this.dialogue = dialogue;
    this.reports = reports;
  }

  /**
   * Removes the key; the index forgets it also when the store did not have it.
   *
   * @param confirmed whether the command line said so already
   */
  void run(Task.Remove task, boolean confirmed, DaemonClient daemon)
      throws ProblemException, DaemonUnreachableException {
    try (SecretStore store = stores.open(task.store())) {
      if (!confirmed) {
        confirm(task.key(), store.name());
      }
      boolean present = store.names().contains(task.key());
      store.remove(task.key());
      for (String other : others(task.key(), store.name())) {
        try (SecretStore more = stores.open(other)) {
          more.remove(task.key());
        }
      }
      catalog.remove(task.key());
      daemon.keyChanged();
      if (!present) {
        throw new ProblemException(
            Problem.of(
                ProblemCode.KEY_MISSING,
                "no key is stored for " + task.key() + " in the " + store.name() + " store"));
      }
      reports.println(
          "jvc: removed the key of " + task.key() + " from the " + store.name() + " store");
    }
  }

  /** Where else the index knows of a key under the name. */
  private List<String> others(ProfileName key, String store) {
    return catalog.stored(key).stream()
        .flatMap(
            entry -> Stream.of(entry.store(), Objects.requireNonNullElse(entry.alsoIn(), store)))
        .filter(name -> !name.equals(store))
        .distinct()
        .toList();
  }

  private void confirm(ProfileName key, String store) throws ProblemException {
    Confirmation.require(
        dialogue
            .person()
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.BAD_REQUEST,
                        "there is no terminal to confirm the removal: give --yes"))),
        "Remove the key of " + key + " from the " + store + " store? [y/N] ");
  }
}
