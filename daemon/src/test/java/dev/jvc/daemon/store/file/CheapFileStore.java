package dev.jvc.daemon.store.file;

import dev.jvc.daemon.vault.Passphrases;
import dev.jvc.daemon.vault.SecretStore;
import java.nio.file.Path;

/** The encrypted-file store with the least costs that Argon2 allows, for tests of other things. */
public final class CheapFileStore {

  static final KdfParameters COSTS = new KdfParameters(8, 1, 1);

  private CheapFileStore() {}

  public static SecretStore at(Path file, Passphrases passphrases) {
    return EncryptedFileStore.at(file, passphrases, COSTS);
  }
}
