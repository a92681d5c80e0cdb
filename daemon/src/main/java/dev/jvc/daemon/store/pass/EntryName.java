package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.ProfileName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a profile as the path of an entry below the prefix, one path for each name and one
 * name for each path.
 *
 * <p>Letters, digits and {@code . _ - @ + = ,} stand for themselves, and so do blanks within a name
 * and a {@code /} between two of its parts, which makes a folder. Everything else is written byte
 * by byte as {@code %} and two hexadecimal digits of its UTF-8 form: what shells, git's patterns,
 * other locales or the file system would take for something else. A part longer than {@value
 * #MAX_PART} characters continues in a folder whose name ends in a single {@code %}.
 */
final class EntryName {

  /** File systems take 255 bytes, of which the file's ending needs a few. */
  private static final int MAX_PART = 200;

  private static final String PLAIN = "._-@+=,";

  private EntryName() {}

  /**
   * The path of a profile's entry.
   *
   * @throws IllegalArgumentException when the name is not valid Unicode
   */
  static String of(ProfileName name) {
    String value = name.value();
    StringBuilder path = new StringBuilder();
    int part = 0;
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == '/' && separates(value, i)) {
        path.append('/');
        part = 0;
      } else {
        String written = standsForItself(value, i, c) ? String.valueOf((char) c) : escaped(c);
        if (part + written.length() > MAX_PART) {
          path.append("%/");
          part = 0;
        }
        path.append(written);
        part += written.length();
      }
      i = next;
    }
    return path.toString();
  }

  /** The name whose entry has this path, or empty when no profile's has. */
  static Optional<ProfileName> parse(String path) {
    String joined = path.replace("%/", "");
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(joined.length());
    for (int i = 0; i < joined.length(); i++) {
      char c = joined.charAt(i);
      if (c >= 0x80) {
        return Optional.empty();
      }
      if (c != '%') {
        utf8.write(c);
        continue;
      }
      int high = i + 2 < joined.length() ? Character.digit(joined.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(joined.charAt(i + 2), 16);
      if (low < 0) {
        return Optional.empty();
      }
      utf8.write(high << 4 | low);
      i += 2;
    }
    try {
      ProfileName name =
          new ProfileName(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(utf8.toByteArray()))
                  .toString());
      return of(name).equals(path) ? Optional.of(name) : Optional.empty();
    } catch (CharacterCodingException | IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  private static boolean separates(String value, int slash) {
    return slash > 0
        && slash < value.length() - 1
        && value.charAt(slash - 1) != '/'
        && value.charAt(slash + 1) != '/';
  }

  private static boolean standsForItself(String value, int index, int c) {
    boolean first = index == 0 || value.charAt(index - 1) == '/';
    boolean last = index == value.length() - 1 || value.charAt(index + 1) == '/';
    return switch (c) {
      case ' ' -> !first && !last;
      case '.' -> !first && !endsLikeAFile(value, index);
      default ->
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN.indexOf(c) >= 0;
    };
  }

  /** Whether a folder of this name could be taken for an entry. */
  private static boolean endsLikeAFile(String value, int dot) {
    int slash = value.indexOf('/', dot);
    String ending = value.substring(dot, slash < 0 ? value.length() : slash);
    return ending.equals(".gpg") || ending.equals(".age");
  }

  private static String escaped(int c) {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      throw new IllegalArgumentException("the name is not valid Unicode");
    }
    StringBuilder escaped = new StringBuilder();
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      escaped
          .append('%')
          .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
          .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
    }
    return escaped.toString();
  }
}
