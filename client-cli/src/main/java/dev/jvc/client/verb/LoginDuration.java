package dev.jvc.client.verb;

import dev.jvc.client.outcome.Failure;

/** The length of a login session as a person writes it: numbers with the units d, h, m and s. */
final class LoginDuration {

  /** What {@code GetSessionToken} grants at least and at most, in seconds. */
  private static final long SHORTEST = 15 * 60;

  private static final long LONGEST = 36 * 3600;

  private LoginDuration() {}

  /**
   * The length in seconds.
   *
   * @throws Failure when the text is no length, or one that AWS does not grant
   */
  static long seconds(String text) throws Failure {
    long total = 0;
    long number = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.max(number, 0) * 10 + (c - '0');
      } else if (number >= 0) {
        total += number * unit(c, text);
        number = -1;
      } else {
        throw malformed(text);
      }
      if (number > LONGEST || total > 10 * LONGEST) {
        throw outOfRange(text);
      }
    }
    if (number >= 0 || text.isEmpty()) {
      throw malformed(text);
    }
    if (total < SHORTEST || total > LONGEST) {
      throw outOfRange(text);
    }
    return total;
  }

  private static long unit(char unit, String text) throws Failure {
    return switch (unit) {
      case 'd' -> 24 * 3600;
      case 'h' -> 3600;
      case 'm' -> 60;
      case 's' -> 1;
      default -> throw malformed(text);
    };
  }

  private static Failure malformed(String text) {
    return Failure.usage("not a duration: " + text + ": write one such as 8h or 1h30m");
  }

  private static Failure outOfRange(String text) {
    return Failure.usage(
        "a login lasts 15 minutes to 36 hours, not " + text + ": choose a duration between");
  }
}
