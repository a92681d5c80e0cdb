package dev.jvc.daemon.vending;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Wipes what is no longer served, a little later: an answer that is being written still reads it.
 */
final class Disposal {

  /** Longer than any answer or call may take. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private final Clocks clocks;
  private final Queue<Waste> waste = new ArrayDeque<>();

  /**
   * @param due in milliseconds of the boot clock
   */
  private record Waste(Held held, long due) {}

  Disposal(Clocks clocks) {
    this.clocks = clocks;
  }

  synchronized void add(Held held) {
    waste.add(new Waste(held, clocks.bootMillis() + GRACE.toMillis()));
  }

  synchronized void tick() {
    long now = clocks.bootMillis();
    for (Waste next = waste.peek(); next != null && next.due() <= now; next = waste.peek()) {
      waste.remove().held().wipe();
    }
  }

  synchronized void wipeAll() {
    waste.forEach(each -> each.held().wipe());
    waste.clear();
  }
}
