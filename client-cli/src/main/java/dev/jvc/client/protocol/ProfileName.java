package dev.jvc.client.protocol;

import dev.jvc.client.outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The name of a profile in the AWS configuration.
 *
 * <p>Any text of 1 to 256 characters that is not blank and holds no control character.
 */
public final class ProfileName {

  private static final int MAX_LENGTH = 256;
  private static final String HEX = "0123456789ABCDEF";

  private final String value;

  private ProfileName(String value) {
    this.value = value;
  }

  /**
   * The name a person gave.
   *
   * @throws Failure when it cannot be a profile's name
   */
  public static ProfileName of(String value) throws Failure {
    if (value.isBlank()) {
      throw Failure.usage("a profile name may not be empty");
    }
    if (value.length() > MAX_LENGTH) {
      throw Failure.usage("a profile name may have at most " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw Failure.usage("a profile name may not hold control characters");
      }
    }
    return new ProfileName(value);
  }

  /**
   * The name used when nobody gave one: {@code $JVC_PROFILE}, then {@code $AWS_PROFILE}, then
   * {@code default}.
   */
  public static String defaultOf(Map<String, String> environment) {
    String own = environment.get("JVC_PROFILE");
    if (own != null && !own.isEmpty()) {
      return own;
    }
    String aws = environment.get("AWS_PROFILE");
    return aws != null && !aws.isEmpty() ? aws : "default";
  }

  /** The name as it is written in bodies. */
  public String value() {
    return value;
  }

  /**
   * The name as it is written in paths: letters, digits, {@code .}, {@code _} and {@code -} stand
   * for themselves, every other byte of the UTF-8 form is {@code ~} and two upper-case hexadecimal
   * digits; a name of dots only is escaped too, because clients remove such path segments.
   */
  public String slug() {
    boolean dotsOnly = true;
    for (int i = 0; i < value.length(); i++) {
      dotsOnly &= value.charAt(i) == '.';
    }
    StringBuilder slug = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isPlain(c) && !(c == '.' && dotsOnly)) {
        slug.append(c);
      } else {
        slug.append('~').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return slug.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProfileName that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
