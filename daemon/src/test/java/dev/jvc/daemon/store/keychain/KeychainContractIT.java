package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.SecretStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises, kept in the stand-in for the Keychain. */
@Timeout(60)
final class KeychainContractIT extends SecretStoreContract {

  private static final String WRONG_PASSWORD = "51";
  private static final String CANCELLED = "128";

  @TempDir private Path folder;
  private StandInKeychain keychain;

  @BeforeEach
  void makeKeychain() throws IOException {
    keychain = StandInKeychain.in(folder);
  }

  @Override
  protected SecretStore open() {
    return opened("allow");
  }

  @Override
  protected SecretStore openWrongly() {
    return opened(WRONG_PASSWORD);
  }

  @Override
  protected SecretStore openCancelling() {
    return opened(CANCELLED);
  }

  @Override
  protected Set<Use> needsUnlocking() {
    return EnumSet.complementOf(EnumSet.of(Use.LIST));
  }

  private SecretStore opened(String person) {
    try {
      keychain.person(person);
      return keychain.store();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
