package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefreshScheduleTest {

  private static final long SEED = 20261124;

  @ParameterizedTest
  @CsvSource({
    // length, earliest and latest start before the end
    "PT15M, PT7M30S, PT6M45S",
    "PT20M, PT10M, PT9M",
    "PT29M, PT14M30S, PT13M3S",
    "PT30M, PT27M, PT26M",
    "PT45M, PT27M, PT26M",
    "PT1H, PT30M, PT27M",
    "PT2H, PT1H, PT54M",
    "PT12H, PT6H, PT5H24M",
  })
  void renewalStartsHalfwayOrWithTwentyFiveMinutesLeft(
      Duration length, Duration earliest, Duration latest) {
    assertEquals(earliest, RefreshSchedule.lead(length, 0));
    Duration late = RefreshSchedule.lead(length, Math.nextDown(1.0));
    assertTrue(late.minus(latest).abs().toMillis() <= 1, late + " is not " + latest);
  }

  @Test
  void renewalIsOverBeforeTheFloorForEveryLengthAndJitter() {
    SplittableRandom random = new SplittableRandom(SEED);
    Duration slowest = Duration.ofSeconds(15 + 8);
    for (int seconds = 900; seconds <= 43_200; seconds++) {
      Duration length = Duration.ofSeconds(seconds);
      Duration lead = RefreshSchedule.lead(length, random.nextDouble());
      assertTrue(lead.compareTo(length) < 0, "renewed at once: " + length);
      assertTrue(lead.minus(slowest).compareTo(RefreshSchedule.FLOOR) > 0, "too late: " + length);
      if (length.compareTo(RefreshSchedule.SHORTEST_COMFORTABLE) >= 0) {
        assertTrue(
            lead.minus(slowest).compareTo(RefreshSchedule.COMFORT) >= 0, "too late: " + length);
      }
    }
  }

  @Test
  void nobodyWaitsBeforeTheRenewalIsDue() {
    for (int seconds = 900; seconds <= 43_200; seconds += 30) {
      Duration length = Duration.ofSeconds(seconds);
      Duration uncomfortable = RefreshSchedule.uncomfortable(length);
      assertTrue(uncomfortable.compareTo(RefreshSchedule.lead(length, Math.nextDown(1.0))) <= 0);
      assertTrue(uncomfortable.compareTo(RefreshSchedule.FLOOR) >= 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4", "4,8", "5,16", "6,32", "7,60", "8,60", "1000,60"})
  void theLimitOfTheBackoffDoubles(int failures, long seconds) {
    long limit = RefreshSchedule.backoff(failures, Math.nextDown(1.0)).toMillis();
    assertTrue(Math.abs(limit - seconds * 1000) <= 1, "limit is " + limit + " ms");
  }

  @Test
  void theBackoffStaysWithinItsBoundsAndSpreads() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int failures = 1; failures < 40; failures++) {
      Duration shortest = Duration.ofDays(1);
      Duration longest = Duration.ZERO;
      for (int draw = 0; draw < 200; draw++) {
        Duration pause = RefreshSchedule.backoff(failures, random.nextDouble());
        assertTrue(pause.compareTo(Duration.ofMillis(500)) >= 0);
        assertTrue(pause.compareTo(Duration.ofSeconds(60)) <= 0);
        shortest = pause.compareTo(shortest) < 0 ? pause : shortest;
        longest = pause.compareTo(longest) > 0 ? pause : longest;
      }
      assertTrue(longest.compareTo(shortest) > 0, "no jitter after " + failures);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,PT30S", "2,PT1M", "3,PT2M", "4,PT4M", "5,PT5M", "99,PT5M"})
  void refusalsAreRepeatedLessAndLess(int failures, Duration pause) {
    assertEquals(pause, RefreshSchedule.refusalPause(failures));
  }
}
