package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.Problem;
import java.util.List;

/** What planning one profile came to. */
sealed interface Outcome {

  /** The profile leads to a session. */
  record Planned(SessionPlan plan) implements Outcome {}

  /** The profile is well-formed, but what it asks for is not jvc's to serve. */
  record Unserved(Problem problem) implements Outcome {}

  /**
   * The configuration says something that cannot be.
   *
   * @param faults at least one
   */
  record Invalid(List<Fault> faults) implements Outcome {

    public Invalid {
      faults = List.copyOf(faults);
    }
  }
}
