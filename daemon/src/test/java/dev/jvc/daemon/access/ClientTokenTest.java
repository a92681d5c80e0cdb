package dev.jvc.daemon.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTokenTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void aTokenIs256BitsInAnAlphabetThatNoClientTouches() {
    try (ClientToken token = ClientToken.random(RANDOM)) {
      String text = token.value().revealString();

      assertTrue(text.matches("[A-Za-z0-9_-]{43}"));
      assertEquals(32, Base64.getUrlDecoder().decode(text).length);
    }
  }

  @Test
  void tokensAreNeverTheSameAndEveryBitTakesBothValues() {
    int tokens = 20_000;
    int[] ones = new int[256];
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < tokens; i++) {
      try (ClientToken token = ClientToken.random(RANDOM)) {
        String text = token.value().revealString();
        assertTrue(seen.add(text));
        byte[] bits = Base64.getUrlDecoder().decode(text);
        for (int bit = 0; bit < 256; bit++) {
          ones[bit] += (bits[bit / 8] >> (bit % 8)) & 1;
        }
      }
    }
    for (int count : ones) {
      // Ten standard deviations on either side.
      assertTrue(Math.abs(count - tokens / 2) < 10 * Math.sqrt(tokens) / 2, () -> "" + count);
    }
  }

  @Test
  void aTokenAndItsHashDoNotPrintThemselves() {
    try (ClientToken token = ClientToken.random(RANDOM)) {
      assertEquals("***", token.toString());
      assertEquals("***", token.hash().toString());
    }
  }

  @Test
  void aClosedTokenIsWiped() {
    ClientToken token = ClientToken.random(RANDOM);
    token.close();
    assertThrows(IllegalStateException.class, () -> token.value().revealString());
  }

  @Test
  void hashesAreEqualExactlyWhenTheTokensAre() {
    TokenHash hash = TokenHash.of("a".getBytes(StandardCharsets.US_ASCII));

    assertEquals(hash, TokenHash.of(new byte[] {'a'}));
    assertEquals(hash.hashCode(), TokenHash.of(new byte[] {'a'}).hashCode());
    assertEquals(hash, TokenHash.parse(hash.hex()));
    assertNotEquals(hash, TokenHash.of(new byte[] {'b'}));
    assertFalse(hash.equals(new Object()));
    assertEquals("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", hash.hex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ca", "zz", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48"})
  void whatIsNoHashIsNotRead(String hex) {
    assertThrows(IllegalArgumentException.class, () -> TokenHash.parse(hex));
  }
}
