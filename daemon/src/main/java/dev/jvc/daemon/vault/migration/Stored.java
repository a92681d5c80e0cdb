package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.SecretStore;
import java.util.Optional;

/** Questions to a store. */
final class Stored {

  private Stored() {}

  /** The key under a name, to be closed by the caller; empty when there is none. */
  static Optional<BaseKey> key(SecretStore store, ProfileName name) throws ProblemException {
    try {
      return Optional.of(store.read(name));
    } catch (ProblemException failed) {
      if (failed.problem().code() == ProblemCode.KEY_MISSING) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /** Whether id and secret are the same. */
  static boolean same(BaseKey one, BaseKey other) {
    return one.id().equals(other.id()) && one.secret().matches(other.secret());
  }

  /**
   * Makes sure that a store gives back what it was given.
   *
   * @throws ProblemException when it does not
   */
  static void require(SecretStore store, ProfileName name, BaseKey key) throws ProblemException {
    try (BaseKey stored = store.read(name)) {
      if (!same(stored, key)) {
        throw new ProblemException(
            Problem.of(
                ProblemCode.STORE_FAILED,
                "the " + store.name() + " store gave back another key than was stored: try again"));
      }
    }
  }
}
