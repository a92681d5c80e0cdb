package dev.jvc.client.wiring;

/** What an SDK finds when it looks into one place. */
sealed interface Look {

  /**
   * Nothing, so that it goes on.
   *
   * @param why in a few words
   */
  record Absent(String why) implements Look {}

  /** Something it ends with. */
  record Decided(Outcome outcome) implements Look {}

  /** Credentials of jvc. */
  static Look jvc(Place place, String what) {
    return new Decided(new Outcome.Taken(place, what, true, ""));
  }

  /** Credentials of somebody else. */
  static Look other(Place place, String what, String remedy) {
    return new Decided(new Outcome.Taken(place, what, false, remedy));
  }

  /** An error. */
  static Look fails(String why, String remedy) {
    return new Decided(new Outcome.Fails(why, remedy));
  }
}
