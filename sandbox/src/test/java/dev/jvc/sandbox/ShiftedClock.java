package dev.jvc.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's time, moved ahead at will. */
public final class ShiftedClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  public void advance(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead);
  }
}
