package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.util.List;

/** What {@code jvc status} and {@code jvc list} show; never asks AWS and never waits. */
@SuppressWarnings("DoNotCallSuggester")
public final class Overview {

  Overview() {}

  /** The logins that hold, by key. */
  public List<LoginView> logins() {
    throw new UnsupportedOperationException();
  }

  /** One row for each profile that has asked for a role session, by profile. */
  public List<SessionView> sessions() {
    throw new UnsupportedOperationException();
  }

  /** Every profile of the configuration, by name. */
  public List<ProfileView> profiles() {
    throw new UnsupportedOperationException();
  }

  /**
   * One profile.
   *
   * @throws ProblemException {@code UnknownProfile}
   */
  public ProfileView profile(ProfileName name) throws ProblemException {
    throw new UnsupportedOperationException();
  }

  /** False when the newest call to AWS got no answer. */
  public boolean awsReachable() {
    throw new UnsupportedOperationException();
  }
}
