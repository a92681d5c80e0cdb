package dev.jvc.client.awsfiles;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of an AWS configuration file, changed line by line so that every byte nobody asked to
 * change stays as it is.
 *
 * <p>Sections and settings are read as the AWS CLI reads them: {@code [default]} and {@code
 * [profile NAME]}, the name possibly quoted; settings start in the first column, their names in any
 * case; indented lines belong to the setting above.
 */
final class ConfigText {

  /** One byte per character: a byte that is no valid UTF-8 survives the way through a string. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private final List<String> lines;

  private ConfigText(List<String> lines) {
    this.lines = lines;
  }

  /** A setting as it stands in the file; {@code line} counts from one. */
  record Setting(int line, String value) {}

  static ConfigText of(byte[] bytes) {
    String text = new String(bytes, BYTES);
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        lines.add(text.substring(start, i + 1));
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return new ConfigText(lines);
  }

  byte[] bytes() {
    return String.join("", lines).getBytes(BYTES);
  }

  /** The first setting of a name in the sections of a profile, or null. */
  @Nullable Setting find(String profile, String key) {
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = content(i);
      if (line.startsWith("[")) {
        inside = isHeaderOf(line, profile);
      } else if (inside && keyOf(line).equals(key)) {
        String value = line.substring(line.indexOf('=') + 1);
        return new Setting(i + 1, decode(withoutComment(value)));
      }
    }
    return null;
  }

  /** The place of a profile's first section, with the settings of all of them; null for none. */
  @Nullable ProfilePlace place(String profile) {
    int end = endOf(profile);
    if (end < 0) {
      return null;
    }
    Set<String> settings = new HashSet<>();
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = content(i);
      if (line.startsWith("[")) {
        inside = isHeaderOf(line, profile);
      } else if (inside && !keyOf(line.stripLeading()).isEmpty()) {
        settings.add(keyOf(line.stripLeading()));
      }
    }
    return new ProfilePlace(String.join("", lines.subList(0, end)).length(), settings);
  }

  /**
   * Adds settings to the section of a profile, which is made at the end of the file when it is
   * missing.
   */
  void add(String profile, Map<String, String> settings) {
    if (settings.isEmpty()) {
      return;
    }
    List<String> added = new ArrayList<>();
    settings.forEach((key, value) -> added.add(encode(key + " = " + value) + ending()));
    int place = endOf(profile);
    if (place < 0) {
      if (!lines.isEmpty() && !lines.getLast().isBlank()) {
        endLastLine();
        lines.add(ending());
      }
      String name = profile.equals("default") ? "default" : "profile " + quoted(profile);
      lines.add(encode("[" + name + "]") + ending());
      lines.addAll(added);
    } else {
      if (place == lines.size()) {
        endLastLine();
      }
      lines.addAll(place, added);
    }
  }

  /** The index behind the last line with content of the profile's first section, or -1. */
  private int endOf(String profile) {
    int end = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = content(i);
      if (line.startsWith("[")) {
        if (end >= 0) {
          return end;
        }
        if (isHeaderOf(line, profile)) {
          end = i + 1;
        }
      } else if (end >= 0 && !line.isBlank() && !isComment(line)) {
        end = i + 1;
      }
    }
    return end;
  }

  private void endLastLine() {
    if (!lines.isEmpty() && !lines.getLast().endsWith("\n")) {
      lines.set(lines.size() - 1, lines.getLast() + ending());
    }
  }

  /** How the file ends its lines. */
  private String ending() {
    return !lines.isEmpty() && lines.getFirst().endsWith("\r\n") ? "\r\n" : "\n";
  }

  /** A line without its end, and without the mark that some editors begin a file with. */
  private String content(int index) {
    String line = lines.get(index);
    if (index == 0 && line.startsWith("\u00ef\u00bb\u00bf")) {
      line = line.substring(3);
    }
    return line.stripTrailing();
  }

  private static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith(";");
  }

  private static String keyOf(String line) {
    int equals = line.indexOf('=');
    if (equals <= 0 || isComment(line) || Character.isWhitespace(line.charAt(0))) {
      return "";
    }
    return line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isHeaderOf(String line, String profile) {
    int end = line.indexOf(']');
    if (end < 0) {
      return false;
    }
    String name = decode(line.substring(1, end)).strip();
    if (name.equals("default")) {
      return profile.equals("default");
    }
    if (!name.startsWith("profile") || name.length() < 9) {
      return false;
    }
    String rest = name.substring(7);
    return Character.isWhitespace(rest.charAt(0)) && unquoted(rest.strip()).equals(profile);
  }

  private static String unquoted(String name) {
    char first = name.isEmpty() ? ' ' : name.charAt(0);
    boolean quoted =
        name.length() >= 2
            && (first == '"' || first == '\'')
            && name.charAt(name.length() - 1) == first;
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  private static String quoted(String name) {
    return name.chars().anyMatch(Character::isWhitespace) ? "\"" + name + "\"" : name;
  }

  private static String withoutComment(String value) {
    String stripped = value.strip();
    for (int i = 1; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if ((c == '#' || c == ';') && Character.isWhitespace(stripped.charAt(i - 1))) {
        return stripped.substring(0, i).strip();
      }
    }
    return stripped;
  }

  private static String decode(String bytes) {
    return new String(bytes.getBytes(BYTES), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), BYTES);
  }
}
