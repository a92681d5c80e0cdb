package dev.jvc.daemon.credential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a profile in the AWS configuration, which is also the name its base key is stored
 * under.
 *
 * <p>Any text of 1 to 256 characters without control characters. On the HTTP endpoint a profile is
 * named by its {@link #slug()}.
 */
public record ProfileName(String value) implements Comparable<ProfileName> {

  /** The longest name accepted, in characters. */
  public static final int MAX_LENGTH = 256;

  /**
   * @throws IllegalArgumentException when the name is empty, too long, or holds a control character
   */
  public ProfileName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a profile name may not be empty");
    }
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a profile name may have at most " + MAX_LENGTH + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a profile name may not hold control characters");
    }
  }

  /**
   * The name in the alphabet that every SDK passes on unchanged in a path ({@code A-Z a-z 0-9 . _
   * -}), other bytes of its UTF-8 form written as {@code ~} and two upper-case hexadecimal digits.
   *
   * <p>Names made of dots only are escaped as well, because clients remove such path segments.
   */
  public String slug() {
    boolean dotsOnly = value.chars().allMatch(c -> c == '.');
    StringBuilder slug = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-'
              || (c == '.' && !dotsOnly);
      if (plain) {
        slug.append(c);
      } else {
        slug.append('~')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
      }
    }
    return slug.toString();
  }

  /**
   * The profile with the given slug, or empty when no profile has it.
   *
   * <p>Only the spelling that {@link #slug()} makes is accepted, so that two paths never lead to
   * one profile.
   */
  public static Optional<ProfileName> ofSlug(String slug) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(slug.length());
    for (int i = 0; i < slug.length(); i++) {
      char c = slug.charAt(i);
      if (c != '~') {
        utf8.write(c);
        continue;
      }
      int high = i + 2 < slug.length() ? Character.digit(slug.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(slug.charAt(i + 2), 16);
      if (low < 0) {
        return Optional.empty();
      }
      utf8.write(high << 4 | low);
      i += 2;
    }
    try {
      ProfileName name = new ProfileName(utf8.toString(StandardCharsets.UTF_8));
      return name.slug().equals(slug) ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  /** The name as a shell takes it for one word, for commands that people copy. */
  public String shellWord() {
    boolean plain =
        value
            .chars()
            .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "._@+-/:".indexOf(c) >= 0));
    return plain && !value.startsWith("-") ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  @Override
  public int compareTo(ProfileName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
