package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import dev.jvc.daemon.vending.Failure.Attempt;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Answers who asks for a profile's credentials; whether they may ask is decided before. */
public final class Broker {

  /** How long a first request waits for AWS, so that every SDK gets its answer within a second. */
  public static final Duration PATIENCE = Duration.ofMillis(800);

  /** The same for clients of an instance metadata service, of which some hang up after 500 ms. */
  public static final Duration METADATA_PATIENCE = Duration.ofMillis(350);

  /** The longest that {@link #vendPatiently} waits. */
  public static final Duration MAXIMUM_PATIENCE = Duration.ofSeconds(20);

  private final Profiles profiles;
  private final Logins tasks;
  private final LoginBook logins;
  private final Sessions sessions;
  private final Issuing issuing;
  private final VendingEvents events;
  private final Witness witness;
  private final ConcurrentMap<ProfileName, Route> routes = new ConcurrentHashMap<>();

  /**
   * Where a profile's credentials come from while its plan is this one.
   *
   * @param session null when the login session itself is vended
   */
  private record Route(SessionPlan plan, LoginKey login, @Nullable SessionKey session) {}

  Broker(
      VendingPorts ports,
      Logins tasks,
      LoginBook logins,
      Sessions sessions,
      Issuing issuing,
      VendingEvents events) {
    this.profiles = ports.profiles();
    this.tasks = tasks;
    this.logins = logins;
    this.sessions = sessions;
    this.issuing = issuing;
    this.events = events;
    this.witness = ports.witness();
  }

  /**
   * The profile's credentials: from memory where they are good, else after at most {@link
   * #PATIENCE}.
   */
  public Vend vend(ProfileName profile) {
    return vend(profile, PATIENCE, Attempt.REQUEST);
  }

  /** As {@link #vend}, after at most {@link #METADATA_PATIENCE}. */
  public Vend vendQuickly(ProfileName profile) {
    return vend(profile, METADATA_PATIENCE, Attempt.REQUEST);
  }

  /**
   * As {@link #vend}, for a caller that can wait, such as {@code jvc credentials}.
   *
   * @param patience capped at {@link #MAXIMUM_PATIENCE}
   */
  public Vend vendPatiently(ProfileName profile, Duration patience) {
    Duration capped = patience.compareTo(MAXIMUM_PATIENCE) > 0 ? MAXIMUM_PATIENCE : patience;
    return vend(profile, capped, Attempt.INSISTENT);
  }

  private Vend vend(ProfileName profile, Duration patience, Attempt attempt) {
    Vend outcome;
    try {
      Route route = route(profile);
      outcome =
          route.session() == null
              ? login(route, profile)
              : sessions.vend(route.session(), profile, patience, attempt);
      if (outcome instanceof Vend.NeedsPerson(Problem problem)) {
        events.loginNeeded(
            route.login(), new LoginNeed(profile, route.login().key(), problem.message()));
      }
    } catch (ProblemException unplanned) {
      outcome = new Vend.Denied(unplanned.problem());
    }
    witness.vended(profile, outcome);
    return outcome;
  }

  private Vend login(Route route, ProfileName profile) {
    Login login = logins.find(route.login());
    return login != null
        ? login.held().vend()
        : new Vend.NeedsPerson(logins.need(route.login(), profile));
  }

  /** The plan's keys, worked out once for as long as the configuration gives the same plan. */
  private Route route(ProfileName profile) throws ProblemException {
    SessionPlan plan;
    try {
      plan = profiles.plan(profile);
    } catch (ProblemException gone) {
      routes.remove(profile);
      throw gone;
    }
    Route known = routes.get(profile);
    if (known != null && known.plan().equals(plan)) {
      return known;
    }
    Route route = new Route(plan, LoginKey.of(plan), SessionKey.of(plan));
    routes.put(profile, route);
    return route;
  }

  /**
   * Asks AWS now whom the profile's session belongs to.
   *
   * @throws ProblemException when there is no session, or AWS does not say
   */
  public IdentityChecker.Identity identity(ProfileName profile) throws ProblemException {
    SessionPlan plan = route(profile).plan();
    return switch (vendPatiently(profile, MAXIMUM_PATIENCE)) {
      case Vend.Granted(var grant) -> {
        try {
          yield issuing.identity(grant.credentials(), plan.sts());
        } catch (IssueException refused) {
          throw new ProblemException(refused.problem(), refused);
        }
      }
      case Vend.NeedsPerson(Problem problem) -> throw new ProblemException(problem);
      case Vend.Denied(Problem problem) -> throw new ProblemException(problem);
      case Vend.Unavailable(Problem problem) -> throw new ProblemException(problem);
    };
  }

  /**
   * Drops the login that a profile uses and all sessions made from it, and takes back the tickets
   * of a login that is under way.
   *
   * @return how many logins and sessions were dropped
   * @throws ProblemException when the profile is unknown or leads to no login
   */
  public int logout(ProfileName profile) throws ProblemException {
    return tasks.drop(route(profile).login()::equals, DropReason.LOGGED_OUT);
  }

  /**
   * Drops every login and every session, and takes back the tickets of logins that are under way.
   *
   * @return how many logins and sessions were dropped
   */
  public int logoutAll() {
    return tasks.drop(login -> true, DropReason.LOGGED_OUT);
  }
}
