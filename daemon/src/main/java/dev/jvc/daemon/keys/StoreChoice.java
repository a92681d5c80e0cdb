package dev.jvc.daemon.keys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Which store {@code auto} meant when a key was last looked for or stored, and why no other.
 *
 * @param chosen the store's name
 * @param others the stores that were not chosen, in order of preference
 * @param at since when that is so, in whole seconds
 */
public record StoreChoice(String chosen, List<Other> others, Instant at) {

  public StoreChoice {
    others = List.copyOf(others);
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether the same store was chosen for the same reasons, at whatever time. */
  boolean repeats(StoreChoice other) {
    return chosen.equals(other.chosen) && others.equals(other.others);
  }

  /**
   * A store that was not chosen.
   *
   * @param reason one lower-case sentence; nothing secret
   */
  public record Other(String store, String reason) {}
}
