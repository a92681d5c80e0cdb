package dev.jvc.daemon.vending;

import dev.jvc.daemon.platform.BootClock;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The two clocks that time is told by: the wall's, which AWS speaks of and anybody can set, and the
 * boot clock, which only runs.
 */
record Clocks(InstantSource wall, BootClock boot) {

  Instant now() {
    return wall.instant();
  }

  long wallMillis() {
    return wall.millis();
  }

  long bootMillis() {
    return boot.sinceBoot().toMillis();
  }
}
