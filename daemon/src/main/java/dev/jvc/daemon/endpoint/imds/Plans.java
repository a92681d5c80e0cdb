package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.SessionPlan;

/** What the configuration says of a profile now. */
@FunctionalInterface
public interface Plans {

  /**
   * The plan of the profile.
   *
   * @throws ProblemException when there is none
   */
  SessionPlan plan(ProfileName profile) throws ProblemException;
}
