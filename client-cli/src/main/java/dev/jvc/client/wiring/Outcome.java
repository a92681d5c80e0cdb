package dev.jvc.client.wiring;

/** What an SDK ends up with; nothing in it is secret. */
public sealed interface Outcome {

  /**
   * It takes the credentials of a place.
   *
   * @param what the source as a person calls it
   * @param jvc whether they come from jvc
   * @param remedy the command that takes another program's source out of the way; empty when there
   *     is none
   */
  record Taken(Place place, String what, boolean jvc, String remedy) implements Outcome {}

  /**
   * It stops with an error.
   *
   * @param why one lower-case sentence
   * @param remedy the command that helps; empty when there is none
   */
  record Fails(String why, String remedy) implements Outcome {}

  /** It finds nothing in any place. */
  record Nothing() implements Outcome {}
}
