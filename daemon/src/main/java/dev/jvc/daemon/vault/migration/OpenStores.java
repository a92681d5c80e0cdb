package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.Stores;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stores that a run has opened, each one once, so that each is unlocked once. */
final class OpenStores implements AutoCloseable {

  private final Stores stores;
  private final Map<String, SecretStore> open = new LinkedHashMap<>();

  OpenStores(Stores stores) {
    this.stores = stores;
  }

  /**
   * The store with a name, which stays this object's.
   *
   * @param name may be {@code auto}, which leads to the same store as its own name
   */
  SecretStore get(String name) throws ProblemException {
    SecretStore known = open.get(name);
    if (known != null) {
      return known;
    }
    SecretStore fresh = stores.open(name);
    SecretStore same = open.putIfAbsent(fresh.name(), fresh);
    if (same != null) {
      fresh.close();
    }
    SecretStore store = same == null ? fresh : same;
    open.putIfAbsent(name, store);
    return store;
  }

  @Override
  public void close() {
    open.values().stream().distinct().forEach(SecretStore::close);
  }
}
