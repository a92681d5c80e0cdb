package dev.jvc.daemon.store.plaintext;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.SectionHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys stand in one of the AWS files.
 *
 * <p>The dialect is the AWS CLI's: names of settings are the same in either case, an equals sign or
 * a colon ends them, a line indented deeper than the setting above continues it. As in the AWS
 * SDKs, a section that occurs twice is one section, and a comment may follow a value after a blank.
 * Values are never decoded here.
 *
 * @param keys the lines of each profile's keys, in the order of the file
 * @param continued the lines of {@code keys} whose value goes on in the next line
 * @param commented the numbers of comment lines that hold a secret access key
 */
record SharedFile(
    SequencedMap<ProfileName, List<KeyLine>> keys, Set<Integer> continued, Set<Integer> commented) {

  private static final Map<String, KeyLine.What> SETTINGS =
      Map.of(
          "aws_access_key_id", KeyLine.What.ID,
          "aws_secret_access_key", KeyLine.What.SECRET,
          "aws_session_token", KeyLine.What.TOKEN,
          "aws_security_token", KeyLine.What.TOKEN);

  /** How the two files write the names of profiles. */
  enum Dialect {
    /** {@code [NAME]}. */
    CREDENTIALS,
    /** {@code [default]} and {@code [profile NAME]}. */
    CONFIG
  }

  static SharedFile of(byte[] bytes, Dialect dialect) {
    return new Scanner(bytes, dialect).scan();
  }

  /** The lines of one profile's key, empty when it has none. */
  List<KeyLine> of(ProfileName profile) {
    return keys.getOrDefault(profile, List.of());
  }

  private static final class Scanner {

    private final byte[] bytes;
    private final Dialect dialect;
    private final SequencedMap<ProfileName, List<KeyLine>> keys = new LinkedHashMap<>();
    private final Set<Integer> continued = new TreeSet<>();
    private final Set<Integer> commented = new TreeSet<>();
    private int number;
    private @Nullable ProfileName section;

    /** The indentation of the setting that may be continued, or -1. */
    private int settingIndent = -1;

    /** The line of that setting, or 0 when it is no part of a key. */
    private int keyLine;

    Scanner(byte[] bytes, Dialect dialect) {
      this.bytes = bytes;
      this.dialect = dialect;
    }

    SharedFile scan() {
      int start = startsWithMark() ? 3 : 0;
      while (start < bytes.length) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
          end++;
        }
        int next = Math.min(end + 1, bytes.length);
        if (end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n') {
          next = end + 2;
        }
        number++;
        line(start, end, next);
        start = next;
      }
      return new SharedFile(keys, continued, commented);
    }

    private boolean startsWithMark() {
      return bytes.length >= 3
          && bytes[0] == (byte) 0xef
          && bytes[1] == (byte) 0xbb
          && bytes[2] == (byte) 0xbf;
    }

    private void line(int start, int end, int next) {
      int first = skipBlanks(start, end);
      if (first == end) {
        return;
      }
      if (isCommentSign(bytes[first])) {
        comment(first, end);
      } else if (settingIndent >= 0 && first - start > settingIndent) {
        if (keyLine > 0) {
          continued.add(keyLine);
        }
      } else if (bytes[first] == '[') {
        settingIndent = -1;
        keyLine = 0;
        section = profile(first, end);
      } else {
        settingIndent = first - start;
        keyLine = 0;
        setting(start, first, end, next);
      }
    }

    private @Nullable ProfileName profile(int first, int end) {
      try {
        String line = decode(first, end).orElse("[]").strip();
        SectionHeader header =
            dialect == Dialect.CONFIG
                ? SectionHeader.ofConfig(line)
                : SectionHeader.ofCredentials(line);
        return switch (header.kind()) {
          case DEFAULT, PROFILE -> new ProfileName(header.name());
          case SERVICES, OTHER -> null;
        };
      } catch (IllegalArgumentException malformed) {
        return null;
      }
    }

    private void setting(int start, int first, int end, int next) {
      int delimiter = delimiter(first, end);
      KeyLine.What what = delimiter < 0 ? null : SETTINGS.get(name(first, delimiter));
      if (what == null || section == null) {
        return;
      }
      int valueStart = skipBlanks(delimiter + 1, end);
      int comment = comment(delimiter + 1, valueStart, end);
      int valueEnd = comment < 0 ? end : comment;
      while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) {
        valueEnd--;
      }
      keyLine = number;
      keys.computeIfAbsent(section, _ -> new ArrayList<>())
          .add(
              new KeyLine(what, number, start, valueStart, valueEnd, comment < 0 ? next : comment));
    }

    /** Where a comment behind the value starts, or -1. */
    private int comment(int from, int valueStart, int end) {
      for (int i = Math.max(from, valueStart); i < end; i++) {
        if (isCommentSign(bytes[i]) && isBlank(bytes[i - 1])) {
          return i;
        }
      }
      return -1;
    }

    private void comment(int first, int end) {
      int name = first;
      while (name < end && (isCommentSign(bytes[name]) || isBlank(bytes[name]))) {
        name++;
      }
      int delimiter = delimiter(name, end);
      if (delimiter > 0
          && SETTINGS.get(name(name, delimiter)) == KeyLine.What.SECRET
          && end - skipBlanks(delimiter + 1, end) >= 16) {
        commented.add(number);
      }
    }

    private int delimiter(int from, int end) {
      for (int i = from; i < end; i++) {
        if (bytes[i] == '=' || bytes[i] == ':') {
          return i;
        }
      }
      return -1;
    }

    private String name(int from, int end) {
      return decode(from, end).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private int skipBlanks(int from, int end) {
      int at = from;
      while (at < end && isBlank(bytes[at])) {
        at++;
      }
      return at;
    }

    private static boolean isBlank(byte b) {
      return b == ' ' || b == '\t';
    }

    private static boolean isCommentSign(byte b) {
      return b == '#' || b == ';';
    }

    private Optional<String> decode(int from, int end) {
      try {
        return Optional.of(
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, from, end - from))
                .toString());
      } catch (CharacterCodingException malformed) {
        return Optional.empty();
      }
    }
  }
}
