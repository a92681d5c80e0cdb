package dev.jvc.daemon.vending;

import dev.jvc.daemon.platform.BootClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock and a boot clock that move when told to. */
final class ManualTime implements InstantSource, BootClock {

  static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private volatile Instant wall = START;
  private volatile Duration boot = Duration.ofHours(3);

  @Override
  public Instant instant() {
    return wall;
  }

  @Override
  public Duration sinceBoot() {
    return boot;
  }

  /** Time passes, whether the machine is awake or asleep. */
  void pass(Duration time) {
    wall = wall.plus(time);
    boot = boot.plus(time);
  }

  /** Somebody sets the wall clock. */
  void setWallForward(Duration by) {
    wall = wall.plus(by);
  }

  Clocks clocks() {
    return new Clocks(this, this);
  }
}
