package dev.jvc.daemon.profile;

import java.time.Duration;

/** Durations as people write them. */
final class Durations {

  private Durations() {}

  /** Such as {@code 12h}, {@code 1h30m} or {@code 15m}. */
  static String text(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), 'h');
    append(text, duration.toMinutesPart(), 'm');
    append(text, duration.toSecondsPart(), 's');
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, char unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
