package dev.jvc.daemon.endpoint.answer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The one spelling of an instant that every SDK reads: whole seconds and {@code Z}.
 *
 * <p>An offset in digits fails in JavaScript and Rust, and botocore compares text without
 * fractions. Fractions are cut off, never rounded up.
 */
public final class WireTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** Such as {@code 2026-11-24T20:00:00Z}. */
  public static String text(Instant time) {
    return FORMAT.format(time);
  }
}
