package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.platform.BootClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The session tokens of one metadata listener, none of which is kept: a token is its own end on the
 * boot clock, under HMAC-SHA-256 with a random key.
 *
 * <p>So no number of tokens that one process asks for takes anything from another's, or any memory.
 * A new key puts an end to all of them.
 */
final class MetadataTokens {

  /** The shortest and the longest life of a token, in seconds (Amazon EC2 User Guide, "IMDSv2"). */
  static final int MIN_SECONDS = 1;

  static final int MAX_SECONDS = 21_600;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  /** The end in milliseconds, and as many random bytes, so that no two tokens are the same. */
  private static final int SIGNED_BYTES = 2 * Long.BYTES;

  private static final int TOKEN_BYTES = SIGNED_BYTES + 32;
  private static final int TOKEN_LENGTH = TOKEN_BYTES / 3 * 4;

  private final BootClock clock;
  private final SecureRandom random;
  private volatile SecretKeySpec key;

  MetadataTokens(BootClock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.key = freshKey(random);
  }

  /** A new token, in characters that every client passes on unchanged. */
  String issue(int seconds) {
    byte[] nonce = new byte[Long.BYTES];
    random.nextBytes(nonce);
    long end = clock.sinceBoot().plusSeconds(seconds).toMillis();
    byte[] signed = ByteBuffer.allocate(SIGNED_BYTES).putLong(end).put(nonce).array();
    ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES).put(signed).put(mac(signed));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** Whether a token was issued here and is still good. */
  boolean accepts(String presented) {
    if (presented.length() != TOKEN_LENGTH) {
      return false;
    }
    byte[] token;
    try {
      token = Base64.getUrlDecoder().decode(presented.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    byte[] signed = Arrays.copyOf(token, SIGNED_BYTES);
    byte[] shown = Arrays.copyOfRange(token, SIGNED_BYTES, TOKEN_BYTES);
    return MessageDigest.isEqual(mac(signed), shown)
        && clock.sinceBoot().compareTo(Duration.ofMillis(ByteBuffer.wrap(signed).getLong())) < 0;
  }

  /** Ends every token that was issued so far. */
  void revokeAll() {
    key = freshKey(random);
  }

  private byte[] mac(byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(signed);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new AssertionError("every Java platform has " + ALGORITHM, impossible);
    }
  }

  private static SecretKeySpec freshKey(SecureRandom random) {
    byte[] bits = new byte[KEY_BYTES];
    random.nextBytes(bits);
    SecretKeySpec key = new SecretKeySpec(bits, ALGORITHM);
    Arrays.fill(bits, (byte) 0);
    return key;
  }
}
