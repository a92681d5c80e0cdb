package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vault.Sentences;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptedSessionTest {

  /** 2^1024 - 2^960 - 1 + 2^64 * (floor(2^894 Pi) + 129093), as RFC 2409 writes it out. */
  private static final BigInteger PRIME =
      new BigInteger(
          "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A0879"
              + "8E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9"
              + "A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFF"
              + "FFFFFFFF",
          16);

  private final SecureRandom random = new SecureRandom();

  @Test
  void bothHalvesMakeOneKey() throws ProblemException {
    EncryptedSession.Offer ours = new EncryptedSession.Offer(random);
    EncryptedSession.Offer theirs = new EncryptedSession.Offer(random);
    try (EncryptedSession here = ours.accept(theirs.publicKey());
        EncryptedSession there = theirs.accept(ours.publicKey())) {
      byte[] plain = "a secret".getBytes(StandardCharsets.UTF_8);

      assertArrayEquals(plain, there.open(here.seal(plain)));
      assertArrayEquals(plain, here.open(there.seal(plain)));
    }
  }

  @Test
  void whatIsSealedOpensWithTheKeyThatTheSpecificationDerives() throws Exception {
    EncryptedSession.Offer ours = new EncryptedSession.Offer(random);
    BigInteger exponent = new BigInteger(1023, random);
    byte[] theirs = unsigned(BigInteger.TWO.modPow(exponent, PRIME));
    try (EncryptedSession session = ours.accept(theirs)) {
      EncryptedSession.Sealed sealed = session.seal(new byte[] {1, 2, 3});

      byte[] shared = unsigned(new BigInteger(1, ours.publicKey()).modPow(exponent, PRIME));
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
      hmac.update(new byte[128 - shared.length]);
      byte[] extracted = hmac.doFinal(shared);
      hmac.init(new SecretKeySpec(extracted, "HmacSHA256"));
      byte[] key = Arrays.copyOf(hmac.doFinal(new byte[] {1}), 16);
      Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
      aes.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(sealed.parameters()));
      assertArrayEquals(new byte[] {1, 2, 3}, aes.doFinal(sealed.value()));
    }
  }

  @Test
  void publicKeysAlwaysHaveTheLengthOfTheGroup() {
    for (int i = 0; i < 50; i++) {
      assertEquals(128, new EncryptedSession.Offer(random).publicKey().length);
    }
  }

  static Stream<Map.Entry<String, byte[]>> worthlessKeys() {
    Map<String, byte[]> keys =
        new TreeMap<>(
            Map.of(
                "nothing",
                new byte[0],
                "zero",
                new byte[] {0},
                "zero at full length",
                new byte[128],
                "one",
                new byte[] {1},
                "the prime less one",
                unsigned(PRIME.subtract(BigInteger.ONE)),
                "the prime",
                unsigned(PRIME),
                "the prime and one",
                unsigned(PRIME.add(BigInteger.ONE)),
                "far too long",
                unsigned(BigInteger.ONE.shiftLeft(5000))));
    return keys.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("worthlessKeys")
  void aPublicKeyThatMakesTheKeyKnownIsRefused(Map.Entry<String, byte[]> worthless) {
    EncryptedSession.Offer ours = new EncryptedSession.Offer(random);
    ProblemException refused =
        assertThrows(ProblemException.class, () -> ours.accept(worthless.getValue()));
    assertEquals(ProblemCode.STORE_FAILED, refused.problem().code());
    Sentences.requireSentence(refused.problem().message());
  }

  @Test
  void theSameSecretIsNeverSealedTwiceInTheSameWay() throws ProblemException {
    try (EncryptedSession session = session()) {
      byte[] plain = new byte[40];
      EncryptedSession.Sealed first = session.seal(plain);
      EncryptedSession.Sealed second = session.seal(plain);

      assertFalse(Arrays.equals(first.parameters(), second.parameters()));
      assertFalse(Arrays.equals(first.value(), second.value()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00112233445566778899aabbccddee",
        "00112233445566778899aabbccddeeff00",
        "00112233445566778899aabbccddeeff",
      })
  void whateverIsWrongWithASecretTheSentenceIsTheSame(String value) throws ProblemException {
    try (EncryptedSession session = session()) {
      byte[] bytes = HexFormat.of().parseHex(value);
      String wrongValue = message(session, new EncryptedSession.Sealed(new byte[16], bytes));
      String wrongVector = message(session, new EncryptedSession.Sealed(bytes, new byte[16]));
      assertEquals(wrongValue, wrongVector);
      Sentences.requireSentence(wrongValue);
    }
  }

  @Test
  void aSessionsKeyOpensNothingOfAnother() throws ProblemException {
    try (EncryptedSession one = session();
        EncryptedSession other = session()) {
      byte[] plain = "a secret that is longer than one block".getBytes(StandardCharsets.UTF_8);
      EncryptedSession.Sealed sealed = one.seal(plain);
      byte[] opened;
      try {
        opened = other.open(sealed);
      } catch (ProblemException expected) {
        return;
      }
      // One in 256 wrong keys happens to give good padding.
      assertNotEquals(
          new String(plain, StandardCharsets.UTF_8), new String(opened, StandardCharsets.UTF_8));
    }
  }

  private EncryptedSession session() throws ProblemException {
    return new EncryptedSession.Offer(random)
        .accept(new EncryptedSession.Offer(random).publicKey());
  }

  private static String message(EncryptedSession session, EncryptedSession.Sealed sealed) {
    // A block of noise has good padding once in 256 times; another vector does not.
    for (int attempt = 0; ; attempt++) {
      byte[] vector = sealed.parameters().clone();
      if (vector.length > 0) {
        vector[vector.length - 1] ^= (byte) attempt;
      }
      try {
        session.open(new EncryptedSession.Sealed(vector, sealed.value()));
      } catch (ProblemException wrong) {
        return wrong.problem().message();
      }
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
