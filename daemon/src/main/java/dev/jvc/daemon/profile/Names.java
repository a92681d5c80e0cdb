package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.NearestName;
import dev.jvc.daemon.credential.ProfileName;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of profiles as the values of settings, and what is said about those that lead nowhere. */
final class Names {

  private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./@:+,=-]+");

  private Names() {}

  /** The name that a value holds, or null when it cannot be the name of a profile. */
  static @Nullable ProfileName parse(String value) {
    try {
      return new ProfileName(value);
    } catch (IllegalArgumentException notAName) {
      return null;
    }
  }

  /** The name as a shell takes it for one word. */
  static String shell(ProfileName name) {
    String value = name.value();
    return PLAIN_WORD.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  /** Says that a setting names a profile that does not exist. */
  static String missing(String setting, String value, Collection<ProfileName> known) {
    if (parse(value) == null) {
      return setting + " is not the name of a profile";
    }
    return setting
        + " names profile "
        + value
        + ", which does not exist"
        + suggestion(value, known);
  }

  /** {@code : did you mean NAME?}, or nothing when no known name is close. */
  static String suggestion(String mistyped, Collection<ProfileName> known) {
    return NearestName.of(mistyped, known.stream().map(ProfileName::value).sorted().toList())
        .map(name -> ": did you mean " + name + "?")
        .orElse("");
  }
}
