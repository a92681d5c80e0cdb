package dev.jvc.daemon.vending;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session is good for, told by both clocks.
 *
 * <p>Whichever clock leaves less time is believed: after the wall clock was set back it would show
 * a session as good that AWS refuses, and after it was corrected the boot clock would.
 *
 * @param endsWall when AWS says it ends, in milliseconds of the wall clock
 * @param endsBoot the same moment as it looked on arrival, in milliseconds of the boot clock
 * @param length from arrival to the end
 */
record Lifetime(long endsWall, long endsBoot, Duration length) {

  static Lifetime of(Instant expiration, Clocks clocks) {
    long length = expiration.toEpochMilli() - clocks.wallMillis();
    return new Lifetime(
        expiration.toEpochMilli(), clocks.bootMillis() + length, Duration.ofMillis(length));
  }

  /** What is left for certain, in milliseconds; negative once it is over. */
  long remaining(long wallNow, long bootNow) {
    return Math.min(endsWall - wallNow, endsBoot - bootNow);
  }

  /** Whether both clocks agree that it is over, so that no correction of the one brings it back. */
  boolean isOver(long wallNow, long bootNow) {
    return Math.max(endsWall - wallNow, endsBoot - bootNow) <= 0;
  }

  /** When it began, in milliseconds of the boot clock. */
  long beganBoot() {
    return endsBoot - length.toMillis();
  }
}
