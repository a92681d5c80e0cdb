package dev.jvc.daemon.vending;

import dev.jvc.daemon.access.ProcessLiveness;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.platform.ProcessIdentity;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import dev.jvc.daemon.vending.Tickets.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the tickets that vault processes work under, and takes the sessions they deposit.
 *
 * <p>A ticket is good for one deposit, for {@link #TICKET_LIFE}, and while the process that asked
 * for it lives.
 */
public final class Logins {

  /** How long a person may take over passphrase, PIN and MFA code. */
  public static final Duration TICKET_LIFE = Duration.ofMinutes(10);

  /** The store of a key that no configuration names yet: wherever keys go by default. */
  private static final String DEFAULT_STORE = "auto";

  private final Profiles profiles;
  private final StsEndpoint fallbackSts;
  private final ProcessLiveness processes;
  private final Tickets tickets;
  private final LoginBook logins;
  private final Sessions sessions;
  private final Overview overview;
  private final VendingEvents events;
  private final Clocks clocks;

  Logins(
      VendingPorts ports,
      LoginBook logins,
      Sessions sessions,
      Overview overview,
      VendingEvents events,
      Clocks clocks) {
    this.profiles = ports.profiles();
    this.fallbackSts = ports.fallbackSts();
    this.processes = ports.processes();
    this.tickets = new Tickets(ports.processes(), clocks, TICKET_LIFE);
    this.logins = logins;
    this.sessions = sessions;
    this.overview = overview;
    this.events = events;
    this.clocks = clocks;
  }

  /**
   * Opens a task.
   *
   * @throws ProblemException {@code LoginInProgress} when another living process is logging in to
   *     the same key; {@code UnknownProfile}, {@code BadProfile} or {@code BadConfiguration} when
   *     the profile leads to no login; {@code BadRequest} when the duration is out of bounds or the
   *     process does not exist; {@code TooManyRequests}
   */
  public TaskAnswer open(TaskRequest request) throws ProblemException {
    ProcessIdentity asker =
        processes
            .find(request.pid())
            .orElseThrow(() ->
                new ProblemException(Sentences.badRequest("there is no process " + request.pid())));
    return switch (request.kind()) {
      case LOGIN -> openLogin(request, asker);
      case ADD, REMOVE, MOVE, IMPORT -> openKeyTask(request, asker);
    };
  }

  private TaskAnswer openLogin(TaskRequest request, ProcessIdentity asker) throws ProblemException {
    SessionPlan plan = profiles.plan(request.profile());
    LoginRequest wanted = lasting(plan.login(), request.duration());
    LoginKey key = LoginKey.of(plan);
    Login present = logins.find(key);
    if (present != null && !request.force() && !logins.endsSoon(present)) {
      return new TaskAnswer.LoggedIn(
          request.profile(), wanted.key(), present.credentials().expiration());
    }
    Task task =
        new Task(TaskKind.LOGIN, request.profile(), wanted.key(), plan.store(), wanted, plan.sts());
    return new TaskAnswer.Ticketed(tickets.issue(task, key, asker), task);
  }

  private TaskAnswer openKeyTask(TaskRequest request, ProcessIdentity asker)
      throws ProblemException {
    if (request.duration() != null || request.force()) {
      throw new ProblemException(
          Sentences.badRequest("durationSeconds and force belong to the task login"));
    }
    SessionPlan plan =
        request.kind() == TaskKind.IMPORT
            ? profiles.planWithOwnKey(request.profile())
            : planIfAny(request);
    Task task =
        plan == null
            ? new Task(
                request.kind(),
                request.profile(),
                request.profile(),
                DEFAULT_STORE,
                null,
                fallbackSts)
            : new Task(
                request.kind(),
                request.profile(),
                request.kind() == TaskKind.IMPORT ? request.profile() : plan.login().key(),
                plan.store(),
                null,
                plan.sts());
    return new TaskAnswer.Ticketed(tickets.issue(task, null, asker), task);
  }

  private @Nullable SessionPlan planIfAny(TaskRequest request) throws ProblemException {
    try {
      return profiles.plan(request.profile());
    } catch (ProblemException problem) {
      if (problem.problem().code() == ProblemCode.UNKNOWN_PROFILE) {
        return null;
      }
      if (request.kind() == TaskKind.ADD) {
        // What finds its credentials elsewhere uses a stored key once there is one.
        return profiles.planWithOwnKey(request.profile());
      }
      throw problem;
    }
  }

  /** The same login with another length, which the call's own limits hold for. */
  private static LoginRequest lasting(LoginRequest planned, @Nullable Duration duration)
      throws ProblemException {
    if (duration == null) {
      return planned;
    }
    try {
      return switch (planned) {
        case LoginRequest.SessionToken token ->
            new LoginRequest.SessionToken(token.key(), token.mfaSerial(), duration);
        case LoginRequest.DirectRole direct ->
            new LoginRequest.DirectRole(
                direct.key(), direct.mfaSerial(), lasting(direct.role(), duration));
      };
    } catch (IllegalArgumentException outOfBounds) {
      throw new ProblemException(
          Sentences.badRequest(String.valueOf(outOfBounds.getMessage())), outOfBounds);
    }
  }

  private static RoleRequest lasting(RoleRequest role, Duration duration) {
    return new RoleRequest(
        role.role(),
        role.sessionName(),
        duration,
        role.externalId(),
        role.tags(),
        role.transitiveTagKeys(),
        role.sourceIdentity());
  }

  /**
   * The task that a ticket stands for.
   *
   * @throws ProblemException {@code TicketUnknown} when it was used, given up or never issued
   */
  public Task task(String ticket) throws ProblemException {
    return find(ticket).task();
  }

  /**
   * Takes the session of a login, which then belongs to this object; the ticket is used up.
   *
   * @throws ProblemException {@code TicketUnknown}; {@code BadRequest} when the task is no login;
   *     {@code AwsUnexpected} when the session has ended, lasts longer than asked for or belongs to
   *     another account, and then the ticket can still be used; the session stays the caller's
   */
  public Deposited deposit(String ticket, SessionCredentials session) throws ProblemException {
    Ticket found = find(ticket);
    LoginRequest request = found.task().login();
    LoginKey key = found.login();
    if (request == null || key == null) {
      throw new ProblemException(Sentences.badRequest("this task takes no session"));
    }
    Problem wrong = IssuedCheck.login(session, request, clocks.now()).orElse(null);
    if (wrong != null) {
      throw new ProblemException(wrong);
    }
    useUp(ticket, found);
    Login replaced = logins.put(key, session);
    if (replaced != null && !replaced.identity().equals(session.identity())) {
      sessions.drop(ofLogin(key), DropReason.KEY_CHANGED);
    }
    sessions.forgive(ofLogin(key));
    events.loginSettled(key);
    events.stateChanged();
    return new Deposited(found.task().profile(), session.expiration(), overview.servedBy(key));
  }

  /**
   * Ends a task that changed a stored key: every login and session made from the old key is
   * dropped, unless the key was only moved; the ticket is used up.
   *
   * @return how many logins and sessions were dropped
   * @throws ProblemException {@code TicketUnknown}; {@code BadRequest} when the task is a login
   */
  public int keyChanged(String ticket) throws ProblemException {
    Ticket found = find(ticket);
    if (found.task().kind() == TaskKind.LOGIN) {
      throw new ProblemException(Sentences.badRequest("a login deposits a session"));
    }
    useUp(ticket, found);
    ProfileName key = found.task().key();
    if (found.task().kind() == TaskKind.MOVE) {
      return 0;
    }
    return drop(login -> login.key().equals(key), DropReason.KEY_CHANGED);
  }

  /** Gives a ticket back; one that is unknown is ignored. */
  public void giveUp(String ticket) {
    tickets.remove(ticket);
  }

  /** Ends logins and whatever was made from them or is about to be. */
  int drop(Predicate<LoginKey> which, DropReason reason) {
    tickets.revoke(ticket -> ticket.login() != null && which.test(ticket.login()));
    int dropped = logins.end(which, reason) + sessions.drop(key -> which.test(key.login()), reason);
    events.stateChanged();
    return dropped;
  }

  void tick() {
    tickets.dropTheDead();
    logins.keepAsWanted();
  }

  /** Takes every ticket back and lets go of every login and session. */
  void close() {
    tickets.revoke(ticket -> true);
    logins.close();
    sessions.drop(key -> true, DropReason.DAEMON_ENDED);
    events.stateChanged();
  }

  private Ticket find(String ticket) throws ProblemException {
    return tickets.find(ticket).orElseThrow(() -> new ProblemException(Sentences.ticketUnknown()));
  }

  private void useUp(String text, Ticket ticket) throws ProblemException {
    if (!tickets.use(text, ticket)) {
      throw new ProblemException(Sentences.ticketUnknown());
    }
  }

  private static Predicate<SessionKey> ofLogin(LoginKey login) {
    return key -> key.login().equals(login);
  }

  /**
   * A login that was accepted.
   *
   * @param serves every profile that it provides for, sorted
   */
  public record Deposited(ProfileName profile, Instant expiration, List<ProfileName> serves) {

    public Deposited {
      serves = List.copyOf(serves);
    }
  }
}
