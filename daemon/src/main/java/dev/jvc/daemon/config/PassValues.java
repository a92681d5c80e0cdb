package dev.jvc.daemon.config;

import dev.jvc.daemon.credential.NearestName;
import java.util.List;
import java.util.regex.Pattern;

/** The values of the {@code pass} section. */
final class PassValues {

  private static final List<String> COMMANDS = List.of("pass", "gopass", "passage");

  /** What no shell, pattern or file system takes for something else; never like an option. */
  private static final Pattern PREFIX =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_@.-]{0,63}(/[A-Za-z0-9][A-Za-z0-9_@.-]{0,63}){0,7}");

  private PassValues() {}

  static String command(String text) {
    if (!COMMANDS.contains(text)) {
      throw new IllegalArgumentException(
          "is none of pass, gopass and passage"
              + NearestName.of(text, COMMANDS)
                  .map(near -> ": did you mean " + near + "?")
                  .orElse(""));
    }
    return text;
  }

  static String folder(String text) {
    boolean complete = text.startsWith("/") || text.startsWith("~/");
    if (!complete || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("is not a folder that starts with / or ~/");
    }
    return text;
  }

  static String prefix(String text) {
    String prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (!PREFIX.matcher(prefix).matches() || prefix.contains(".gpg") || prefix.contains(".age")) {
      throw new IllegalArgumentException(
          "is not a folder in the password store, such as jvc or work/aws");
    }
    return prefix;
  }
}
