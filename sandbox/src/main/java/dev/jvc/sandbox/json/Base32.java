package dev.jvc.sandbox.json;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** The encoding in which AWS shows the seed of a virtual MFA device (RFC 4648 section 6). */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /**
   * Decodes with or without padding, in either case.
   *
   * @throws IllegalArgumentException for any other character
   */
  static byte[] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int count = 0;
    for (char c : text.replace("=", "").toUpperCase(Locale.ROOT).toCharArray()) {
      int value = ALPHABET.indexOf(c);
      if (value < 0) {
        throw new IllegalArgumentException(
            "a base32 text has letters A to Z and digits 2 to 7 only");
      }
      bits = (bits << 5 | value) & 0xfff;
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.write(bits >> count);
      }
    }
    return bytes.toByteArray();
  }
}
