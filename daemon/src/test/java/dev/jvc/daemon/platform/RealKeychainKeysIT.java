package dev.jvc.daemon.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Keys of kept logins in the Keychain of a real Mac, which has to give them back without a window.
 *
 * <p>Needs an unlocked default keychain; {@code .github/workflows/ci.yml} makes one.
 */
@EnabledOnOs(value = OS.MAC, disabledReason = "needs macOS: uses the Keychain")
@Timeout(60)
final class RealKeychainKeysIT {

  private final String name = "jvc:logins:test-" + UUID.randomUUID() + ":a";
  private final VolatileKeys keys = VolatileKeys.of(OperatingSystem.MACOS, System.getenv());

  @AfterEach
  void removeWhatIsLeft() throws Exception {
    keys.remove(name);
  }

  @Test
  void aKeyIsPutFoundReplacedAndRemoved() throws Exception {
    byte[] first = new byte[32];
    byte[] second = new byte[32];
    second[0] = (byte) 0xff;
    assertEquals(Optional.empty(), keys.find(name));

    keys.put(name, first, Duration.ofHours(1));
    assertArrayEquals(first, keys.find(name).orElseThrow());
    keys.put(name, second, Duration.ofHours(1));
    assertArrayEquals(second, keys.find(name).orElseThrow());
    keys.remove(name);

    assertEquals(Optional.empty(), keys.find(name));
  }

  @Test
  void theMachinesStartIsTold() throws Exception {
    assertEquals(BootId.LENGTH, BootId.of(OperatingSystem.MACOS).bytes().length);
  }
}
