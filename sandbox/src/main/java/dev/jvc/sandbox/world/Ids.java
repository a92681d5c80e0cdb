package dev.jvc.sandbox.world;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Random identifiers and secrets in the shapes AWS uses. */
public final class Ids {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** An access key id: the prefix (AKIA long-term, ASIA temporary) and 16 characters. */
  public static String accessKeyId(String prefix) {
    return prefix + base32(16);
  }

  /** A unique id: the prefix (AIDA user, AROA role) and 17 characters. */
  static String uniqueId(String prefix) {
    return prefix + base32(17);
  }

  /** A secret access key: 40 characters of Base64. */
  public static String secretAccessKey() {
    return Base64.getEncoder().encodeToString(bytes(30));
  }

  /** A session token: Base64, of the length AWS's own have at least. */
  public static String sessionToken() {
    return Base64.getEncoder().encodeToString(bytes(180));
  }

  /** A request id in the shape of a UUID. */
  public static String requestId() {
    return UUID.randomUUID().toString();
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String base32(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
    }
    return text.toString();
  }
}
