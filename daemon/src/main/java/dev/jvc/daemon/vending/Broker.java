package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;

/** Answers who asks for a profile's credentials; whether they may ask is decided before. */
@SuppressWarnings("DoNotCallSuggester")
public final class Broker {

  /** How long a first request waits for AWS, so that every SDK gets its answer within a second. */
  public static final Duration PATIENCE = Duration.ofMillis(800);

  /** The longest that {@link #vendPatiently} waits. */
  public static final Duration MAXIMUM_PATIENCE = Duration.ofSeconds(20);

  Broker() {}

  /**
   * The profile's credentials: from memory where they are good, else after at most {@link
   * #PATIENCE}.
   */
  public Vend vend(ProfileName profile) {
    throw new UnsupportedOperationException();
  }

  /**
   * As {@link #vend}, for a caller that can wait, such as {@code jvc credentials}.
   *
   * @param patience capped at {@link #MAXIMUM_PATIENCE}
   */
  public Vend vendPatiently(ProfileName profile, Duration patience) {
    throw new UnsupportedOperationException();
  }

  /**
   * Asks AWS now whom the profile's session belongs to.
   *
   * @throws ProblemException when there is no session, or AWS does not say
   */
  public IdentityChecker.Identity identity(ProfileName profile) throws ProblemException {
    throw new UnsupportedOperationException();
  }

  /**
   * Drops the login that a profile uses and all sessions made from it.
   *
   * @return how many logins and sessions were dropped
   * @throws ProblemException when the profile is unknown or leads to no login
   */
  public int logout(ProfileName profile) throws ProblemException {
    throw new UnsupportedOperationException();
  }

  /**
   * Drops every login and every session.
   *
   * @return how many logins and sessions were dropped
   */
  public int logoutAll() {
    throw new UnsupportedOperationException();
  }
}
