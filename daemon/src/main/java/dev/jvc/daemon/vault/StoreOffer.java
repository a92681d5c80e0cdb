package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;
import java.util.function.Supplier;

/**
 * A store that this machine may have.
 *
 * @param name the name that configuration uses
 * @param probe finds out whether keys can be kept there
 * @param opener makes the store, which unlocks nothing yet
 */
public record StoreOffer(String name, Probe probe, Supplier<SecretStore> opener) {

  /** Finds out whether keys can be kept in a store: soon, changing nothing, and asking nobody. */
  @FunctionalInterface
  public interface Probe {

    /**
     * Does nothing when keys can be kept there.
     *
     * @throws ProblemException with the reason why not
     */
    void check() throws ProblemException;
  }

  /** A store that is there on every machine. */
  public static StoreOffer always(String name, Supplier<SecretStore> opener) {
    return new StoreOffer(name, () -> {}, opener);
  }
}
