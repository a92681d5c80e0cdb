package dev.jvc.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VirtualMfaDeviceTest {
  private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private Instant now = Instant.parse("2026-11-01T12:00:05Z");
  private final VirtualMfaDevice device = device(1);

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codes_are_those_of_rfc_6238_appendix_b(long epochSecond, String code) {
    assertEquals(code, device.code(Instant.ofEpochSecond(epochSecond)));
  }

  @Test
  void three_logins_in_a_row_need_no_waiting_and_the_fourth_is_told_why() {
    for (int i = 0; i < 3; i++) {
      assertTrue(device.redeem(device.nextUnusedCode()));
    }
    IllegalStateException none = assertThrows(IllegalStateException.class, device::nextUnusedCode);
    assertEquals(
        "every code of arn:aws:iam::111122223333:mfa/me that AWS accepts now has been used; the next"
            + " one comes within 30 s",
        none.getMessage());
    now = now.plusSeconds(30);
    assertTrue(device.redeem(device.nextUnusedCode()));
  }

  @Test
  void a_code_is_good_once_and_for_a_window_around_its_own() {
    String code = device.code(now);
    assertTrue(device.redeem(code));
    assertFalse(device.redeem(code));
    String later = device.code(now.plusSeconds(90));
    assertFalse(device.redeem(later));
    now = now.plusSeconds(60);
    assertTrue(device.redeem(later));
    assertFalse(device.redeem(later));
  }

  @Test
  void a_used_code_stays_used_for_as_long_as_it_could_be_accepted() {
    String next = device.code(now.plusSeconds(30));
    assertTrue(device.redeem(next));
    now = now.plusSeconds(60);
    assertFalse(device.redeem(next));
  }

  @Test
  void the_current_code_comes_first_and_says_how_long_it_lasts() {
    VirtualMfaDevice.Code code = device.nextUnused();
    assertEquals(device.code(now), code.digits());
    assertEquals(Duration.ofSeconds(55), code.validFor());
  }

  @Test
  void a_larger_drift_lets_tests_log_in_more_often() {
    VirtualMfaDevice lax = device(10);
    for (int i = 0; i < 21; i++) {
      assertTrue(lax.redeem(lax.nextUnusedCode()));
    }
    assertThrows(IllegalStateException.class, lax::nextUnusedCode);
  }

  private VirtualMfaDevice device(int drift) {
    InstantSource clock = () -> now;
    return new VirtualMfaDevice("arn:aws:iam::111122223333:mfa/me", SEED, clock, drift);
  }
}
