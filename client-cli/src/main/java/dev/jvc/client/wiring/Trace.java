package dev.jvc.client.wiring;

import java.util.List;

/**
 * The way of one SDK to its credentials.
 *
 * @param profile the profile that it reads
 * @param steps the places it looked into, in its order
 */
public record Trace(Sdk sdk, String profile, List<Step> steps, Outcome outcome) {

  public Trace {
    steps = List.copyOf(steps);
  }

  /**
   * One place.
   *
   * @param finding what was there
   */
  public record Step(Place place, String finding) {}
}
