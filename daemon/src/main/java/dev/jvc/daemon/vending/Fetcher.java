package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.vending.Failure.Attempt;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Obtains a session with the one it is assumed from, which it obtains first where needed.
 *
 * <p>Runs on a thread of its own and may wait there, for AWS and for the sessions further up the
 * chain.
 */
final class Fetcher {

  private static final System.Logger LOG = System.getLogger(Fetcher.class.getPackageName());

  private final Issuing issuing;
  private final LoginBook logins;
  private final Sessions sessions;
  private final DocumentRenderer renderer;
  private final Witness witness;
  private final VendingEvents events;
  private final Disposal disposal;
  private final Clocks clocks;
  private final RandomGenerator jitter;

  Fetcher(
      Issuing issuing,
      LoginBook logins,
      Sessions sessions,
      DocumentRenderer renderer,
      Witness witness,
      VendingEvents events,
      Disposal disposal,
      Clocks clocks,
      RandomGenerator jitter) {
    this.issuing = issuing;
    this.logins = logins;
    this.sessions = sessions;
    this.renderer = renderer;
    this.witness = witness;
    this.events = events;
    this.disposal = disposal;
    this.clocks = clocks;
    this.jitter = jitter;
  }

  /** What a session is assumed from. */
  private sealed interface Parent {

    SessionCredentials credentials();

    record OfLogin(Login login) implements Parent {
      @Override
      public SessionCredentials credentials() {
        return login.credentials();
      }
    }

    record OfSession(Session session, Held held) implements Parent {
      @Override
      public SessionCredentials credentials() {
        return held.credentials();
      }
    }
  }

  /** Makes the call that was registered with the session, and lands it whatever happens. */
  void fly(Session session, CompletableFuture<Session> flight) {
    try {
      land(session, Held.of(issue(session.key()), renderer, clocks, draw()));
    } catch (IssueException refused) {
      land(session, refused.kind(), refused.problem());
    } catch (RuntimeException defect) {
      // Without its message, which nobody has checked for secrets.
      LOG.log(
          Level.WARNING,
          () ->
              "fetching "
                  + session.key()
                  + ": "
                  + defect.getClass().getName()
                  + " at "
                  + defect.getStackTrace()[0]);
      land(
          session,
          Kind.TRANSIENT,
          Problem.of(
              ProblemCode.INTERNAL,
              "fetching " + session.key() + " failed inside jvcd: see jvc daemon logs"));
    } finally {
      flight.complete(session);
      events.stateChanged();
    }
  }

  /** Lands a call that could not be made because the daemon is ending. */
  void abandon(Session session, CompletableFuture<Session> flight) {
    land(
        session, Kind.TRANSIENT, Problem.of(ProblemCode.PENDING, "jvcd is ending: start it again"));
    flight.complete(session);
  }

  private void land(Session session, Held issued) {
    Held before = session.servable(clocks.wallMillis());
    Problem worse = before == null ? null : worse(before, issued);
    if (worse != null) {
      disposal.add(issued);
      land(session, Kind.TRANSIENT, worse);
      return;
    }
    Held replaced = session.land(issued);
    if (replaced != null) {
      disposal.add(replaced);
    }
    if (replaced != issued) {
      SessionCredentials credentials = issued.credentials();
      witness.sessionIssued(
          credentials.identity(), credentials.accessKeyId(), credentials.expiration());
    }
  }

  private void land(Session session, Kind kind, Problem problem) {
    Failure before = session.failure();
    session.land(
        Failure.of(
            kind, problem, before == null ? 1 : before.inARow() + 1, clocks.bootMillis(), draw()));
  }

  /** Generators of random numbers are seldom safe to share. */
  private double draw() {
    synchronized (jitter) {
      return jitter.nextDouble();
    }
  }

  /** Why a session may not take the place of the one that is held, or null when it may. */
  private static @Nullable Problem worse(Held before, Held issued) {
    SessionCredentials old = before.credentials();
    SessionCredentials fresh = issued.credentials();
    if (!fresh.identity().equals(old.identity())) {
      return Problem.of(
          ProblemCode.AWS_UNEXPECTED,
          "AWS answered with another identity than before: run jvc logout if that is intended");
    }
    return fresh.expiration().isAfter(old.expiration())
        ? null
        : Problem.of(
            ProblemCode.AWS_UNEXPECTED,
            "AWS answered with a session that ends no later than the present one:"
                + " check this machine's clock");
  }

  private SessionCredentials issue(SessionKey key) throws IssueException {
    Parent parent = parent(key);
    try {
      return issuing.assumeRole(parent.credentials(), key.role(), key.sts());
    } catch (IssueException refused) {
      if (!isOfTheParent(refused) || !replaceable(parent, refused.kind())) {
        throw refused;
      }
    }
    parent = parent(key);
    try {
      return issuing.assumeRole(parent.credentials(), key.role(), key.sts());
    } catch (IssueException refused) {
      if (isOfTheParent(refused)) {
        replaceable(parent, refused.kind());
      }
      throw refused;
    }
  }

  private static boolean isOfTheParent(IssueException refused) {
    return refused.kind() == Kind.PARENT_EXPIRED || refused.kind() == Kind.KEY_REJECTED;
  }

  /**
   * Lets go of a session that AWS no longer accepts; the ones made from it live on, except those of
   * a key that AWS no longer knows.
   *
   * @return whether there may be another to try with
   */
  private boolean replaceable(Parent parent, Kind kind) {
    return switch (parent) {
      case Parent.OfSession(Session session, Held held) -> {
        sessions.discard(session, held, DropReason.REFUSED_BY_AWS);
        yield true;
      }
      case Parent.OfLogin(Login login) -> {
        if (logins.end(login, DropReason.REFUSED_BY_AWS) && kind == Kind.KEY_REJECTED) {
          sessions.drop(key -> key.login().equals(login.key()), DropReason.REFUSED_BY_AWS);
        }
        yield logins.find(login.key()) != null;
      }
    };
  }

  private Parent parent(SessionKey key) throws IssueException {
    SessionKey above = key.parent();
    if (above == null) {
      Login login = logins.find(key.login());
      if (login == null) {
        throw new IssueException(Kind.PARENT_EXPIRED, logins.need(key.login(), key.login().key()));
      }
      return new Parent.OfLogin(login);
    }
    Session session = sessions.session(above);
    Held held = session.servable(clocks.wallMillis());
    if (held == null) {
      CompletableFuture<Session> flight = sessions.join(session, Attempt.INSISTENT);
      if (flight != null) {
        flight.join();
      }
      held = session.servable(clocks.wallMillis());
    }
    if (held == null) {
      throw failureOf(session);
    }
    session.use(clocks.wallMillis());
    return new Parent.OfSession(session, held);
  }

  private static IssueException failureOf(Session session) {
    Failure failure = session.failure();
    return failure == null
        ? new IssueException(
            Kind.TRANSIENT,
            Problem.of(ProblemCode.PENDING, session.key() + " was dropped: try again"))
        : new IssueException(failure.kind(), failure.problem());
  }
}
