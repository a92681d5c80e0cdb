package dev.jvc.daemon.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 12h}, {@code 90m}, {@code 1h30m}, or ISO 8601. */
final class DurationText {

  private static final Pattern SHORT =
      Pattern.compile("(?:([0-9]{1,4})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,8})s)?");

  private DurationText() {}

  /** The duration that a text says, or nothing when it says none. */
  static Optional<Duration> parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = SHORT.matcher(lower);
    if (!lower.isEmpty() && matcher.matches()) {
      return Optional.of(
          Duration.ofHours(number(matcher.group(1)))
              .plusMinutes(number(matcher.group(2)))
              .plusSeconds(number(matcher.group(3))));
    }
    try {
      return lower.startsWith("p") ? Optional.of(Duration.parse(lower)) : Optional.empty();
    } catch (DateTimeParseException notIso) {
      return Optional.empty();
    }
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
