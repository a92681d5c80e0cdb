package dev.jvc.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {

  private final Times times =
      new Times(
          InstantSource.fixed(Instant.parse("2026-11-24T08:00:00Z")),
          () -> ZoneId.of("America/New_York"));

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1s",
    "59, 59s",
    "60, 1m",
    "89, 1m",
    "90, 2m",
    "3569, 59m",
    "3570, 1h",
    "3600, 1h",
    "3660, 1h 1m",
    "43170, 12h",
    "43198, 12h",
    "43140, 11h 59m",
    "172799, 2d",
    "172800, 2d",
    "180000, 2d 2h",
    "864000, 10d"
  })
  void aLengthHasItsTwoLargestUnits(long seconds, String expected) {
    assertEquals(expected, Times.length(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T15:12:00Z, in 7h 12m, 7h 12m, 0s",
    "2026-11-24T08:00:00Z, in 0s, 0s, 0s",
    "2026-11-24T07:57:00Z, 3m ago, 0s, 3m",
    "2026-11-22T08:00:00Z, 2d ago, 0s, 2d"
  })
  void anInstantIsSoFarOff(String instant, String relative, String left, String since) {
    assertEquals(relative, times.relative(instant));
    assertEquals(left, times.left(instant));
    assertEquals(since, times.since(instant));
  }

  @ParameterizedTest
  @CsvSource({
    // It is three in the morning there.
    "2026-11-24T08:05:00Z, 03:05",
    "2026-11-25T04:59:00Z, 23:59",
    "2026-11-25T05:00:00Z, Wed 00:00",
    "2026-11-24T04:59:00Z, Mon 23:59",
    "2026-11-29T12:00:00Z, Sun 07:00",
    "2026-11-30T13:00:00Z, 2026-11-30 08:00",
    "2099-01-01T12:00:00Z, 2099-01-01 07:00"
  })
  void aTimeOfDayIsTheOneHere(String instant, String expected) {
    assertEquals(expected, times.clockTime(instant));
  }

  @Test
  void whatIsNoInstantIsShownAsItIs() {
    for (String text : new String[] {"", "soon"}) {
      assertEquals(text, times.relative(text));
      assertEquals(text, times.left(text));
      assertEquals(text, times.since(text));
      assertEquals(text, times.clockTime(text));
    }
  }
}
