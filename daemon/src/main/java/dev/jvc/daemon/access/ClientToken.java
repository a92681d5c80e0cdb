package dev.jvc.daemon.access;

import dev.jvc.daemon.credential.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * What an SDK sends in its {@code Authorization} header: 256 random bits in base64url without
 * padding, 43 characters that every SDK passes on unchanged.
 *
 * <p>The daemon hands it out once and keeps its hash only.
 */
public final class ClientToken implements AutoCloseable {

  /** Length in characters. */
  public static final int LENGTH = 43;

  private static final int RANDOM_BYTES = 32;

  private final Secret value;

  private ClientToken(Secret value) {
    this.value = value;
  }

  static ClientToken random(SecureRandom random) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    ClientToken token =
        new ClientToken(Secret.owning(Base64.getUrlEncoder().withoutPadding().encode(bits)));
    Arrays.fill(bits, (byte) 0);
    return token;
  }

  /** The token that a file holds; the array is taken over and wiped when the token is closed. */
  static ClientToken owning(byte[] ascii) {
    return new ClientToken(Secret.owning(ascii));
  }

  /** The 43 characters; still owned by this token. */
  public Secret value() {
    return value;
  }

  TokenHash hash() {
    return value.reveal(TokenHash::of);
  }

  @Override
  public void close() {
    value.close();
  }

  @Override
  public String toString() {
    return "***";
  }
}
