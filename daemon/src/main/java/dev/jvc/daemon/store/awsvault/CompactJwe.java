package dev.jvc.daemon.store.awsvault;

import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A text in JWE compact serialization that a passphrase opens (RFC 7516 section 3.1), of the one
 * kind that aws-vault writes: {@code PBES2-HS256+A128KW} (RFC 7518 section 4.8) around a key for
 * {@code A256GCM}.
 *
 * <p>Everything but the passphrase is checked before any work is done with it.
 */
final class CompactJwe {

  /** The longest text that is looked at, in bytes; aws-vault's have about 1000. */
  static final int MAX_BYTES = 64 * 1024;

  /** The most iterations that are done; aws-vault asks for 8192. */
  static final long MAX_ITERATIONS = 1_000_000;

  private static final String ALGORITHM = "PBES2-HS256+A128KW";
  private static final String ENCRYPTION = "A256GCM";
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]*");
  private static final int WRAPPED_KEY = 40;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int MIN_SALT = 8;
  private static final int MAX_SALT = 1024;

  private final byte[] associated;
  private final byte[] salt;
  private final int iterations;
  private final byte[] wrappedKey;
  private final byte[] nonce;
  private final byte[] ciphertextAndTag;

  /** The text is not of this kind; the message says why and never quotes it. */
  static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private CompactJwe(
      byte[] associated,
      byte[] salt,
      int iterations,
      byte[] wrappedKey,
      byte[] nonce,
      byte[] ciphertextAndTag) {
    this.associated = associated;
    this.salt = salt;
    this.iterations = iterations;
    this.wrappedKey = wrappedKey;
    this.nonce = nonce;
    this.ciphertextAndTag = ciphertextAndTag;
  }

  /** Takes a text apart. */
  static CompactJwe parse(byte[] text) throws MalformedException {
    if (text.length > MAX_BYTES) {
      throw new MalformedException("it is larger than " + MAX_BYTES / 1024 + " KiB");
    }
    String[] parts = new String(text, StandardCharsets.ISO_8859_1).split("\\.", -1);
    if (parts.length != 5) {
      throw new MalformedException("it is not in the form of JWE");
    }
    byte[] header = decode(parts[0]);
    byte[] ciphertext = decode(parts[3]);
    byte[] tag = part(parts[4], TAG);
    byte[] ciphertextAndTag = Arrays.copyOf(ciphertext, ciphertext.length + TAG);
    System.arraycopy(tag, 0, ciphertextAndTag, ciphertext.length, TAG);
    try {
      JsonObject members = JsonObject.parse(header);
      requireKind(members);
      return new CompactJwe(
          parts[0].getBytes(StandardCharsets.US_ASCII),
          salt(members),
          iterations(members),
          part(parts[1], WRAPPED_KEY),
          part(parts[2], NONCE),
          ciphertextAndTag);
    } catch (JsonException malformed) {
      throw new MalformedException("its header is " + malformed.getMessage());
    }
  }

  private static void requireKind(JsonObject header) throws JsonException, MalformedException {
    if (!ALGORITHM.equals(header.string("alg")) || !ENCRYPTION.equals(header.string("enc"))) {
      throw new MalformedException("it is not encrypted as aws-vault encrypts");
    }
    if (header.optionalString("zip") != null || !header.strings("crit").isEmpty()) {
      throw new MalformedException("it is compressed or extended, which aws-vault never does");
    }
  }

  private static byte[] salt(JsonObject header) throws JsonException, MalformedException {
    byte[] salt = decode(header.string("p2s"));
    if (salt.length < MIN_SALT || salt.length > MAX_SALT) {
      throw new MalformedException("its salt has " + salt.length + " bytes");
    }
    return salt;
  }

  private static int iterations(JsonObject header) throws JsonException, MalformedException {
    long iterations = header.number("p2c");
    if (iterations < 1 || iterations > MAX_ITERATIONS) {
      throw new MalformedException("it asks for " + iterations + " iterations");
    }
    return (int) iterations;
  }

  private static byte[] part(String text, int length) throws MalformedException {
    byte[] bytes = decode(text);
    if (bytes.length != length) {
      throw new MalformedException("a part of it has the wrong length");
    }
    return bytes;
  }

  private static byte[] decode(String text) throws MalformedException {
    try {
      if (PART.matcher(text).matches()) {
        return Base64.getUrlDecoder().decode(text);
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw new MalformedException("it is not in the form of JWE");
  }

  /**
   * Opens the text.
   *
   * @return the content, to be closed by the caller; empty when the passphrase is another one
   * @throws MalformedException when the passphrase fits and the content was changed
   */
  Optional<Secret> open(Secret passphrase) throws MalformedException {
    byte[] derived = passphrase.reveal(this::derive);
    byte[] key = {};
    try {
      Cipher unwrap = Cipher.getInstance("AESWrap");
      unwrap.init(Cipher.UNWRAP_MODE, new SecretKeySpec(derived, "AES"));
      key = unwrap.unwrap(wrappedKey, "AES", Cipher.SECRET_KEY).getEncoded();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
      cipher.updateAAD(associated);
      return Optional.of(Secret.owning(cipher.doFinal(ciphertextAndTag)));
    } catch (InvalidKeyException wrongPassphrase) {
      return Optional.empty();
    } catch (AEADBadTagException changed) {
      throw new MalformedException("its content is damaged");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /** PBKDF2 with HMAC-SHA256 (RFC 8018 section 5.2), whose first block is longer than needed. */
  private byte[] derive(byte[] passphrase) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // To HMAC, an empty key and one zero byte are the same; the JDK takes only the latter.
      mac.init(new SecretKeySpec(passphrase.length == 0 ? new byte[1] : passphrase, "HmacSHA256"));
      mac.update(ALGORITHM.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      mac.update(salt);
      byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
      byte[] sum = block.clone();
      for (int i = 1; i < iterations; i++) {
        block = mac.doFinal(block);
        for (int j = 0; j < sum.length; j++) {
          sum[j] ^= block[j];
        }
      }
      byte[] key = Arrays.copyOf(sum, 16);
      Arrays.fill(sum, (byte) 0);
      Arrays.fill(block, (byte) 0);
      return key;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
