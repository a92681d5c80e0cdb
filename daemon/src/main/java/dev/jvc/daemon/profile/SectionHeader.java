package dev.jvc.daemon.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line that starts a section, such as {@code [profile dev]}.
 *
 * <p>Names are split as the AWS CLI splits them, after the rules of a POSIX shell: a name with
 * blanks stands in quotes.
 *
 * @param kind what the section describes
 * @param name the name within the kind; for {@link Kind#OTHER} the whole title
 * @param label the section as messages name it
 */
public record SectionHeader(Kind kind, String name, String label) {

  /** What a section describes. */
  public enum Kind {
    /** {@code [default]} in the configuration file. */
    DEFAULT,
    /** {@code [profile NAME]}, or any section of the credentials file. */
    PROFILE,
    /** {@code [services NAME]}. */
    SERVICES,
    /** Anything else, which is for other programs. */
    OTHER
  }

  /**
   * Reads a line of the configuration file that starts with a bracket.
   *
   * @throws IllegalArgumentException when it is not the header of a section; the message says why
   */
  public static SectionHeader ofConfig(String line) {
    String title = title(line);
    List<String> words = words(title);
    String label = "[" + title + "]";
    if (words == null) {
      throw new IllegalArgumentException("a quote in the section name is not closed");
    }
    String first = words.getFirst();
    if (words.size() == 1) {
      if (first.equals("profile") || first.equals("services")) {
        throw new IllegalArgumentException("the section has no name: write [" + first + " NAME]");
      }
      return new SectionHeader(title.equals("default") ? Kind.DEFAULT : Kind.OTHER, title, label);
    }
    boolean known = first.equals("profile") || first.equals("services");
    if (known && words.size() > 2) {
      throw new IllegalArgumentException(
          "a name with blanks needs quotes: write ["
              + first
              + " \""
              + String.join(" ", words.subList(1, words.size()))
              + "\"]");
    }
    Kind kind =
        switch (first) {
          case "profile" -> Kind.PROFILE;
          case "services" -> Kind.SERVICES;
          default -> Kind.OTHER;
        };
    return new SectionHeader(kind, kind == Kind.OTHER ? title : words.get(1), label);
  }

  /**
   * Reads a line of the credentials file that starts with a bracket; the whole title is the name of
   * a profile.
   *
   * @throws IllegalArgumentException when it is not the header of a section; the message says why
   */
  public static SectionHeader ofCredentials(String line) {
    String title = title(line);
    return new SectionHeader(Kind.PROFILE, title, "[" + title + "]");
  }

  private static String title(String line) {
    int end = closingBracket(line);
    if (end < 0) {
      throw new IllegalArgumentException("the section header has no closing bracket");
    }
    String rest = line.substring(end + 1).strip();
    if (!rest.isEmpty() && !rest.startsWith("#") && !rest.startsWith(";")) {
      throw new IllegalArgumentException("there is text after the closing bracket");
    }
    String title = line.substring(1, end).strip();
    if (title.isEmpty()) {
      throw new IllegalArgumentException("the section has no name");
    }
    return title;
  }

  private static int closingBracket(String line) {
    char quote = 0;
    for (int i = 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = line.indexOf(c, i + 1) < 0 ? 0 : c;
      } else if (c == ']') {
        return i;
      }
    }
    return -1;
  }

  /** The words of a title by the quoting rules of a POSIX shell; null when a quote stays open. */
  private static @Nullable List<String> words(String title) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < title.length(); i++) {
      char c = title.charAt(i);
      boolean escapes =
          c == '\\'
              && i + 1 < title.length()
              && (quote == 0 || (quote == '"' && "\"\\".indexOf(title.charAt(i + 1)) >= 0));
      if (escapes) {
        word.append(title.charAt(++i));
        inWord = true;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return quote == 0 && !words.isEmpty() ? words : null;
  }
}
