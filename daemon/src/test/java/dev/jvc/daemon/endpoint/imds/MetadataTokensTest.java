package dev.jvc.daemon.endpoint.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.platform.BootClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataTokensTest {

  private final AtomicReference<Duration> boot = new AtomicReference<>(Duration.ofDays(3));
  private final BootClock clock = boot::get;
  private final MetadataTokens tokens = new MetadataTokens(clock, new SecureRandom());

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300, 21_600})
  void aTokenIsGoodForItsTimeAndNoLonger(int seconds) {
    String token = tokens.issue(seconds);

    assertTrue(tokens.accepts(token));
    boot.updateAndGet(now -> now.plusSeconds(seconds).minusMillis(1));
    assertTrue(tokens.accepts(token));
    boot.updateAndGet(now -> now.plusMillis(1));
    assertFalse(tokens.accepts(token));
  }

  @Test
  void theTokensOfAnotherListenerAreNotGood() {
    assertFalse(tokens.accepts(new MetadataTokens(clock, new SecureRandom()).issue(60)));
  }

  @Test
  void revokingEndsEveryToken() {
    String token = tokens.issue(60);

    tokens.revokeAll();

    assertFalse(tokens.accepts(token));
    assertTrue(tokens.accepts(tokens.issue(60)));
  }

  @Test
  void aHundredThousandTokensOfOneProcessEndNoneOfAnother() {
    String first = tokens.issue(21_600);
    Set<String> others = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      others.add(tokens.issue(21_600));
    }

    assertEquals(100_000, others.size());
    assertTrue(tokens.accepts(first));
    assertFalse(others.contains(first));
  }

  @Test
  void aTokenIsOfCharactersThatEveryClientPassesOn() {
    assertTrue(tokens.issue(60).matches("[A-Za-z0-9_-]{64}"));
  }

  @Test
  void noBitOfATokenCanBeChanged() {
    String token = tokens.issue(60);
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertFalse(tokens.accepts(changed), "changed at " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", " ", "=", "\u00e9", "%", "a b"})
  void whatIsNoTokenIsNotGood(String text) {
    assertFalse(tokens.accepts(text));
    assertFalse(tokens.accepts(text.repeat(64)));
    assertFalse(tokens.accepts(tokens.issue(60) + text + "A"));
    assertFalse(tokens.accepts(tokens.issue(60).substring(1) + text));
  }
}
