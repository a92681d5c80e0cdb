package dev.jvc.daemon.access;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a client token, which is all that is kept of it.
 *
 * <p>The token has 256 random bits, so neither salt nor a slow function would add anything.
 */
final class TokenHash {

  private static final int LENGTH = 32;

  private final byte[] digest;

  private TokenHash(byte[] digest) {
    this.digest = digest;
  }

  static TokenHash of(byte[] token) {
    try {
      return new TokenHash(MessageDigest.getInstance("SHA-256").digest(token));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  /**
   * Reads what {@link #hex()} wrote.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  static TokenHash parse(String hex) {
    byte[] digest = HexFormat.of().parseHex(hex);
    if (digest.length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
    return new TokenHash(digest);
  }

  String hex() {
    return HexFormat.of().formatHex(digest);
  }

  /** Compares in time that does not depend on where the two differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenHash hash && MessageDigest.isEqual(digest, hash.digest);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(digest).getInt();
  }

  @Override
  public String toString() {
    return "***";
  }
}
