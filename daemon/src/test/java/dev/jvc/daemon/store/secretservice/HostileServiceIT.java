package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.SecretStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that breaks the specification in one way, or refuses. */
@Timeout(60)
final class HostileServiceIT {

  private static final ProfileName PERSONAL = new ProfileName("personal");

  private PrivateBus bus;

  @BeforeEach
  void startBus() throws Exception {
    bus = PrivateBus.start();
  }

  @AfterEach
  void stopBus() throws Exception {
    bus.close();
  }

  @Test
  void theFakeIsReadWhenItBehaves() throws Exception {
    try (FakeService _ = FakeService.on(bus, FakeService.Fault.NONE);
        SecretStore store = SecretServiceStore.in(bus.environment(), sentence -> {});
        BaseKey key = store.read(PERSONAL)) {
      assertEquals("AKIAIOSFODNN7EXAMPLE", key.id().value());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NO_ENCRYPTION, STORE_FAILED, offers no encrypted session",
    "PUBLIC_KEY_ZERO, STORE_FAILED, protects nothing",
    "PUBLIC_KEY_ONE, STORE_FAILED, protects nothing",
    "PUBLIC_KEY_MISSING, STORE_FAILED, protects nothing",
    "PUBLIC_KEY_OF_ANOTHER_TYPE, STORE_FAILED, an answer that is none",
    "COLLECTIONS_OF_ANOTHER_TYPE, STORE_FAILED, an answer that is none",
    "STAYS_LOCKED, STORE_FAILED, stays locked",
    "SAYS_LOCKED_WHEN_READ, STORE_FAILED, stays locked",
    "ITEM_GONE_WHEN_READ, KEY_MISSING, no key is stored for personal",
    "READING_REFUSED, STORE_FAILED, refused (org.freedesktop.Secret.Error.NoSession)",
    "VECTOR_TOO_SHORT, STORE_FAILED, cannot be decrypted",
    "GARBAGE, STORE_FAILED, cannot be decrypted",
    "IN_THE_CLEAR, STORE_FAILED, cannot be decrypted",
    "NOT_A_KEY, STORE_FAILED, is not a key",
  })
  void everyFaultHasItsSentence(FakeService.Fault fault, ProblemCode code, String part)
      throws Exception {
    try (FakeService _ = FakeService.on(bus, fault);
        SecretStore store = SecretServiceStore.in(bus.environment(), sentence -> {})) {
      Problem problem = Failures.of(code, () -> store.read(PERSONAL));
      assertTrue(problem.message().contains(part), problem.message());
      for (String canary : FakeService.TEXT.split("\n", -1)) {
        assertFalse(!canary.isEmpty() && problem.message().contains(canary));
      }
    }
  }
}
