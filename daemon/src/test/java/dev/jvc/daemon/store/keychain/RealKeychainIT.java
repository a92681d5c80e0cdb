package dev.jvc.daemon.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The Keychain of a real Mac, as far as no window has to be answered: reading a key shows one.
 *
 * <p>Needs an unlocked default keychain; {@code .github/workflows/ci.yml} makes one.
 */
@EnabledOnOs(value = OS.MAC, disabledReason = "needs macOS: uses the Keychain")
@Timeout(60)
final class RealKeychainIT {

  private final ProfileName name = new ProfileName("jvc test " + UUID.randomUUID() + " ünï");
  private final SecretStore store = KeychainStore.in(System.getenv());

  @AfterEach
  void removeWhatIsLeft() throws Exception {
    store.remove(name);
    store.close();
  }

  @Test
  void aKeyIsAddedListedReplacedAndRemoved() throws Exception {
    assertFalse(store.names().contains(name));
    store.write(name, Keys.key(1));
    assertTrue(store.names().contains(name));
    store.write(name, Keys.key(2));
    assertEquals(1, store.names().stream().filter(name::equals).count());
    store.remove(name);
    assertFalse(store.names().contains(name));
    store.remove(name);
  }

  @Test
  void aMissingKeyIsSaid() {
    ProblemException missing = assertThrows(ProblemException.class, () -> store.read(name));
    assertEquals(ProblemCode.KEY_MISSING, missing.problem().code());
  }
}
