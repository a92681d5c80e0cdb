package dev.jvc.daemon;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.control.PlanSource;
import dev.jvc.daemon.profile.PlanDescription;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import java.util.List;

/** The plans of the configuration, in words. */
record DescribedPlans(Profiles profiles) implements PlanSource {

  @Override
  public SessionPlan plan(ProfileName profile) throws ProblemException {
    return profiles.plan(profile);
  }

  @Override
  public List<String> steps(SessionPlan plan) {
    return PlanDescription.steps(plan);
  }
}
