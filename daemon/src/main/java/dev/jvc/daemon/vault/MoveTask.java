package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.keys.KeyEntry;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code jvcd vault move}: take a key from one store into another.
 *
 * <p>The key is copied, read back and compared, then the index names the new store, and only then
 * the old one lets go of it. The index names both stores in between, so that the key is found at
 * any moment, and a second run knows what a first one has left undone.
 */
final class MoveTask {

  private final Stores stores;
  private final KeyCatalog catalog;
  private final ConfiguredStores configured;
  private final Dialogue dialogue;
  private final PrintStream reports;

  MoveTask(
      Stores stores,
      KeyCatalog catalog,
      ConfiguredStores configured,
      Dialogue dialogue,
      PrintStream reports) {
    this.stores = stores;
    this.catalog = catalog;
    this.configured = configured;
    this.dialogue = dialogue;
    this.reports = reports;
  }

  /**
   * Moves the key, or ends an interrupted move.
   *
   * @param target the store to move to, by its name
   */
  void run(Task.Move task, String target, DaemonClient daemon)
      throws ProblemException, DaemonUnreachableException {
    ProfileName name = task.key();
    stores.requireUsable(target);
    requireConfigurationAgrees(name, target);
    KeyEntry known = catalog.stored(name).orElse(null);
    String source = known == null ? task.store() : known.store();
    String left = known == null ? null : known.alsoIn();
    if (known != null && left != null && !left.equals(target)) {
      known = finish(known, left);
    }
    if (!source.equals(target)) {
      move(name, known, source, target);
    } else if (left == null) {
      say(name, "is in the " + target + " store already");
    }
    daemon.keyMoved();
  }

  private void requireConfigurationAgrees(ProfileName name, String target) throws ProblemException {
    String own = configured.own(name).orElse(target);
    if (!own.equals(target) && !own.equals(Stores.AUTO)) {
      throw failed(
          ProblemCode.BAD_CONFIGURATION,
          "jvc.yaml keeps the key of "
              + name
              + " in the "
              + own
              + " store: write "
              + target
              + " there, then move it");
    }
  }

  private void move(ProfileName name, @Nullable KeyEntry known, String source, String target)
      throws ProblemException {
    try (SecretStore from = stores.open(source);
        SecretStore to = stores.open(target)) {
      if (from.name().equals(to.name())) {
        try (BaseKey key = from.read(name)) {
          note(name, from.name(), key);
        }
        say(name, "is in the " + target + " store already");
        return;
      }
      KeyEntry entry;
      try (BaseKey key = from.read(name)) {
        entry = note(name, from.name(), key);
        copy(entry, key, from, to);
      } catch (ProblemException missing) {
        if (missing.problem().code() != ProblemCode.KEY_MISSING
            || known == null
            || !to.names().contains(name)) {
          throw missing;
        }
        entry = known;
      }
      catalog.put(entry.in(to.name(), from.name()));
      remove(name, from, to);
      catalog.put(entry.in(to.name(), null));
      say(name, "was moved from the " + from.name() + " store to the " + to.name() + " store");
    }
  }

  /** Brings the index to what was found in a store. */
  private KeyEntry note(ProfileName name, String store, BaseKey key) throws ProblemException {
    return catalog.put(name, store, key.id(), catalog.identity(name, key.id()).orElse(null));
  }

  private void copy(KeyEntry entry, BaseKey key, SecretStore from, SecretStore to)
      throws ProblemException {
    ProfileName name = entry.name();
    if (to.names().contains(name)) {
      try (BaseKey present = to.read(name)) {
        if (!same(present, key)) {
          throw failed(
              ProblemCode.STORE_FAILED,
              "the "
                  + to.name()
                  + " store has another key for "
                  + name
                  + ", "
                  + present.id().masked()
                  + ", which would be lost: take it out of there first");
        }
        return;
      }
    }
    catalog.put(entry.in(from.name(), to.name()));
    try {
      to.write(name, key);
    } catch (ProblemException unchanged) {
      catalog.put(entry.in(from.name(), null));
      throw unchanged;
    }
    try (BaseKey copy = to.read(name)) {
      if (!same(copy, key)) {
        throw failed(
            ProblemCode.STORE_FAILED,
            "the "
                + to.name()
                + " store gave back another key than was stored, so that the key of "
                + name
                + " stays in the "
                + from.name()
                + " store: try again");
      }
    }
  }

  private void remove(ProfileName name, SecretStore from, SecretStore to) throws ProblemException {
    try {
      from.remove(name);
    } catch (ProblemException kept) {
      throw new ProblemException(
          new Problem(
              kept.problem().code(),
              "the key of "
                  + name
                  + " is in the "
                  + to.name()
                  + " store now, and still in the "
                  + from.name()
                  + " store: "
                  + kept.problem().message(),
              again(name, to.name())),
          kept);
    }
  }

  /** Removes what an interrupted move has left in another store than the one that is used. */
  private KeyEntry finish(KeyEntry entry, String left) throws ProblemException {
    ProfileName name = entry.name();
    try (SecretStore used = stores.open(entry.store());
        SecretStore other = stores.open(left)) {
      if (other.names().contains(name)) {
        try (BaseKey key = used.read(name);
            BaseKey copy = other.read(name)) {
          if (!same(key, copy)) {
            confirm(name, copy, other);
          }
        }
        remove(name, other, used);
      }
      KeyEntry finished = entry.in(entry.store(), null);
      catalog.put(finished);
      say(
          name,
          "was removed from the " + left + " store and is in the " + entry.store() + " store");
      return finished;
    }
  }

  private void confirm(ProfileName name, BaseKey other, SecretStore store) throws ProblemException {
    String what =
        "another key of " + name + ", " + other.id().masked() + ", from the " + store.name();
    Confirmation.require(
        dialogue
            .person()
            .orElseThrow(() ->
                failed(
                    ProblemCode.BAD_REQUEST,
                    "there is no terminal to confirm the removal of " + what + " store")),
        "Remove " + what + " store? [y/N] ");
  }

  private static boolean same(BaseKey one, BaseKey other) {
    return one.id().equals(other.id()) && one.secret().matches(other.secret());
  }

  private static String again(ProfileName name, String target) {
    return "jvc move " + name.shellWord() + " --to " + target;
  }

  private void say(ProfileName name, String sentence) {
    reports.println("jvc: the key of " + name + " " + sentence);
  }

  private static ProblemException failed(ProblemCode code, String message) {
    return new ProblemException(Problem.of(code, message));
  }
}
