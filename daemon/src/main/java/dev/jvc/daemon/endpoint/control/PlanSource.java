package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.SessionPlan;
import java.util.List;

/** The plan of a profile, and how it reads. */
public interface PlanSource {

  /** As {@link dev.jvc.daemon.profile.Profiles#plan}. */
  SessionPlan plan(ProfileName profile) throws ProblemException;

  /** One line for each step, in order. */
  List<String> steps(SessionPlan plan);
}
