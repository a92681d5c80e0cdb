package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code jvc status} and {@code jvc list} show; never asks AWS and never waits. */
public final class Overview {

  private final Profiles profiles;
  private final LoginBook logins;
  private final Sessions sessions;
  private final Issuing issuing;
  private final Clocks clocks;

  Overview(Profiles profiles, LoginBook logins, Sessions sessions, Issuing issuing, Clocks clocks) {
    this.profiles = profiles;
    this.logins = logins;
    this.sessions = sessions;
    this.issuing = issuing;
    this.clocks = clocks;
  }

  /** When those logins end that hold; quicker than all that {@link #logins()} tells. */
  public List<Instant> loginEnds() {
    return logins.all().stream().map(login -> login.credentials().expiration()).toList();
  }

  /** The logins that hold, by key. */
  public List<LoginView> logins() {
    Map<LoginKey, List<SessionPlan>> served = served();
    return logins.all().stream()
        .map(login -> view(login, served.getOrDefault(login.key(), List.of())))
        .sorted(Comparator.comparing(LoginView::key).thenComparing(LoginView::expiration))
        .toList();
  }

  LoginView login(Login login) {
    return view(login, served().getOrDefault(login.key(), List.of()));
  }

  List<ProfileName> servedBy(LoginKey login) {
    return names(served().getOrDefault(login, List.of()));
  }

  private static List<ProfileName> names(List<SessionPlan> plans) {
    return plans.stream().map(SessionPlan::profile).toList();
  }

  private static LoginView view(Login login, List<SessionPlan> serves) {
    return new LoginView(
        login.key().key(),
        login.key().mfaSerial(),
        login.identity(),
        login.credentials().expiration(),
        names(serves),
        names(serves.stream().filter(plan -> SessionKey.of(plan) == null).toList()));
  }

  private Map<LoginKey, List<SessionPlan>> served() {
    Map<LoginKey, List<SessionPlan>> served = new HashMap<>();
    for (ProfileName name : profiles.names()) {
      try {
        SessionPlan plan = profiles.plan(name);
        served.computeIfAbsent(LoginKey.of(plan), key -> new ArrayList<>()).add(plan);
      } catch (ProblemException leadsNowhere) {
        // Shown by profiles().
      }
    }
    return served;
  }

  /** One row for each profile that has asked for a role session, by profile. */
  public List<SessionView> sessions() {
    List<SessionView> views = new ArrayList<>();
    for (Session session : sessions.all()) {
      for (ProfileName profile : session.profiles()) {
        views.add(view(session, profile));
      }
    }
    views.sort(Comparator.comparing(SessionView::profile));
    return List.copyOf(views);
  }

  private SessionView view(Session session, ProfileName profile) {
    Held held = session.held();
    Failure failure = session.failure();
    return new SessionView(
        profile,
        held == null ? null : held.credentials().identity(),
        held == null ? null : held.credentials().expiration(),
        nextRefresh(session, held, failure),
        session.used() || held != null ? Instant.ofEpochMilli(session.lastUsed()) : null,
        failure == null ? null : failure.problem());
  }

  private @Nullable Instant nextRefresh(
      Session session, @Nullable Held held, @Nullable Failure failure) {
    if (held == null || !session.used()) {
      return null;
    }
    long retry =
        failure == null ? 0 : clocks.wallMillis() + failure.renewAt() - clocks.bootMillis();
    return Instant.ofEpochMilli(Math.max(held.refreshAt(), retry));
  }

  /** Every profile of the configuration, by name. */
  public List<ProfileView> profiles() {
    List<ProfileView> views = new ArrayList<>();
    for (ProfileName name : profiles.names()) {
      try {
        views.add(profile(name));
      } catch (ProblemException removedMeanwhile) {
        // The configuration was edited between the two questions.
      }
    }
    return List.copyOf(views);
  }

  /**
   * One profile.
   *
   * @throws ProblemException {@code UnknownProfile}
   */
  public ProfileView profile(ProfileName name) throws ProblemException {
    try {
      return view(profiles.plan(name));
    } catch (ProblemException problem) {
      if (problem.problem().code() == ProblemCode.UNKNOWN_PROFILE) {
        throw problem;
      }
      return new ProfileView(
          name,
          null,
          null,
          null,
          null,
          ProfileView.Login.IMPOSSIBLE,
          null,
          ProfileView.Session.NONE,
          null,
          problem.problem());
    }
  }

  private ProfileView view(SessionPlan plan) {
    LoginKey loginKey = LoginKey.of(plan);
    Login login = logins.find(loginKey);
    Instant loginExpiration = login == null ? null : login.credentials().expiration();
    SessionKey key = SessionKey.of(plan);
    Session session = key == null ? null : sessions.find(key);
    Instant sessionExpiration = key == null ? loginExpiration : expiration(session);
    Failure failure = session == null ? null : session.failure();
    return new ProfileView(
        plan.profile(),
        plan.login().key(),
        plan.store(),
        plan.sts().region(),
        role(plan),
        login == null ? ProfileView.Login.NEEDED : ProfileView.Login.ACTIVE,
        loginExpiration,
        state(sessionExpiration, failure),
        sessionExpiration,
        failure == null ? null : failure.problem());
  }

  private static ProfileView.Session state(
      @Nullable Instant expiration, @Nullable Failure failure) {
    if (expiration != null) {
      return ProfileView.Session.ACTIVE;
    }
    return failure == null ? ProfileView.Session.NONE : ProfileView.Session.FAILING;
  }

  private @Nullable Instant expiration(@Nullable Session session) {
    Held held = session == null ? null : session.servable(clocks.wallMillis());
    return held == null ? null : held.credentials().expiration();
  }

  private static @Nullable RoleArn role(SessionPlan plan) {
    if (!plan.roles().isEmpty()) {
      return plan.roles().getLast().role();
    }
    return plan.login() instanceof LoginRequest.DirectRole direct ? direct.role().role() : null;
  }

  /** False when the newest call to AWS got no answer. */
  public boolean awsReachable() {
    return issuing.reachable();
  }
}
