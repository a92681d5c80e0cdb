package dev.jvc.client.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Instants of the control protocol as a person reads them. */
public final class Times {

  private final InstantSource clock;
  private final Supplier<ZoneId> zone;

  /**
   * @param zone asked for only where a time of day is shown, because reading it takes time
   */
  public Times(InstantSource clock, Supplier<ZoneId> zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** How far off an instant is, such as {@code in 7h 12m} or {@code 3m ago}; empty for none. */
  public String relative(String timestamp) {
    Instant instant = parse(timestamp);
    if (instant == null) {
      return timestamp;
    }
    Duration distance = Duration.between(clock.instant(), instant);
    return distance.isNegative() ? length(distance.negated()) + " ago" : "in " + length(distance);
  }

  /** The time from now to an instant, such as {@code 12h}; {@code 0s} when it has passed. */
  public String left(String timestamp) {
    return parse(timestamp) == null ? timestamp : length(remaining(timestamp));
  }

  /** The time from now to an instant; none when it has passed or there is no instant. */
  public Duration remaining(String timestamp) {
    Instant instant = parse(timestamp);
    if (instant == null) {
      return Duration.ZERO;
    }
    Duration distance = Duration.between(clock.instant(), instant);
    return distance.isNegative() ? Duration.ZERO : distance;
  }

  /** The time since an instant, such as {@code 3h 12m}. */
  public String since(String timestamp) {
    Instant instant = parse(timestamp);
    if (instant == null) {
      return timestamp;
    }
    Duration distance = Duration.between(instant, clock.instant());
    return length(distance.isNegative() ? Duration.ZERO : distance);
  }

  /**
   * The time of day here, such as {@code 20:03}, with the day of the week before it when it is not
   * today and the date when it is a week away or more.
   */
  public String clockTime(String timestamp) {
    Instant instant = parse(timestamp);
    if (instant == null) {
      return timestamp;
    }
    ZonedDateTime then = instant.atZone(zone.get());
    ZonedDateTime now = clock.instant().atZone(zone.get());
    String time = twoDigits(then.getHour()) + ":" + twoDigits(then.getMinute());
    if (then.toLocalDate().equals(now.toLocalDate())) {
      return time;
    }
    if (Duration.between(now, then).abs().toDays() >= 6) {
      return then.toLocalDate() + " " + time;
    }
    String day = then.getDayOfWeek().name();
    return day.charAt(0) + day.substring(1, 3).toLowerCase(Locale.ROOT) + " " + time;
  }

  /** A length of time in its two largest units, rounded to the minute from one minute on. */
  static String length(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(60)) < 0) {
      return duration.toSeconds() + "s";
    }
    long minutes = duration.plusSeconds(30).toMinutes();
    if (minutes < 60) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    return hours < 48
        ? pair(hours, "h", minutes % 60, "m")
        : pair(hours / 24, "d", hours % 24, "h");
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private static @Nullable Instant parse(String timestamp) {
    try {
      return Instant.parse(timestamp);
    } catch (DateTimeParseException notOne) {
      return null;
    }
  }
}
