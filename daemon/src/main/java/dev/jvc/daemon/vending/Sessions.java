package dev.jvc.daemon.vending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.vending.Failure.Attempt;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The role sessions at hand, each fetched by one call at a time however many ask for it.
 *
 * <p>Sessions in the middle of a chain are kept as well and serve every chain that begins alike.
 */
final class Sessions {

  /** More sessions than anybody has roles; beyond it the least used give way. */
  static final int MAXIMUM = 20_000;

  private final LoginBook logins;
  private final Witness witness;
  private final Disposal disposal;
  private final Clocks clocks;
  private final Executor background;
  private final Fetcher fetcher;
  private final Cache<SessionKey, Session> cache;

  Sessions(
      VendingPorts ports,
      Issuing issuing,
      LoginBook logins,
      VendingEvents events,
      Disposal disposal,
      Clocks clocks) {
    this.logins = logins;
    this.witness = ports.witness();
    this.disposal = disposal;
    this.clocks = clocks;
    this.background = ports.background();
    this.fetcher =
        new Fetcher(
            issuing,
            logins,
            this,
            ports.renderer(),
            witness,
            events,
            disposal,
            clocks,
            ports.jitter());
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(MAXIMUM)
            .executor(Runnable::run)
            .evictionListener(this::evicted)
            .build();
  }

  /**
   * The credentials of a session, or why there are none.
   *
   * @param patience how long to wait where nothing good is at hand
   */
  Vend vend(SessionKey key, ProfileName profile, Duration patience, Attempt attempt) {
    Session session = session(key);
    session.askedBy(profile);
    long now = clocks.wallMillis();
    Held held = session.held();
    if (held != null && now < held.refreshAt()) {
      session.use(now);
      return held.vend();
    }
    CompletableFuture<Session> flight = ready(key) ? join(session, attempt) : null;
    if (flight != null) {
      await(flight, wait(session, held, patience));
    }
    return answer(session, profile);
  }

  /**
   * How long to wait for the call under way: not at all while what is held is good for long, and
   * while it is good for a little only until the call has had its chance.
   */
  private Duration wait(Session session, @Nullable Held held, Duration patience) {
    long now = clocks.wallMillis();
    if (held == null || !held.servable(now)) {
      return patience;
    }
    return now < held.awaitFrom()
        ? Duration.ZERO
        : patience.minusMillis(session.flightAge(clocks.bootMillis()));
  }

  private Vend answer(Session session, ProfileName profile) {
    long now = clocks.wallMillis();
    Held held = session.servable(now);
    if (held != null) {
      session.use(now);
      return held.vend();
    }
    if (session.flight() != null) {
      return new Vend.Unavailable(Sentences.pending(profile));
    }
    Failure failure = session.failure();
    if (!ready(session.key()) || failure == null) {
      return logins.find(session.key().login()) == null
          ? new Vend.NeedsPerson(logins.need(session.key().login(), profile))
          : new Vend.Unavailable(Sentences.pending(profile));
    }
    return switch (failure.kind()) {
      case TRANSIENT -> new Vend.Unavailable(failure.problem());
      case REFUSED, MFA_REJECTED -> new Vend.Denied(failure.problem());
      case PARENT_EXPIRED, KEY_REJECTED -> new Vend.Unavailable(Sentences.pending(profile));
    };
  }

  private static void await(CompletableFuture<Session> flight, Duration patience) {
    try {
      flight.get(Math.max(patience.toMillis(), 0), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillFlying) {
      // The answer says so.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The call under way, or a new one; null when none may be made at present. */
  @Nullable CompletableFuture<Session> join(Session session, Attempt attempt) {
    CompletableFuture<Session> registered = session.takeOff(attempt, clocks.bootMillis());
    if (registered == null) {
      return session.flight();
    }
    try {
      background.execute(() -> fetcher.fly(session, registered));
    } catch (RejectedExecutionException closing) {
      fetcher.abandon(session, registered);
    }
    return registered;
  }

  /** Whether there is something to assume the session's role from. */
  boolean ready(SessionKey key) {
    SessionKey above = key.parent();
    if (above != null) {
      Session parent = cache.getIfPresent(above);
      if (parent != null && parent.servable(clocks.wallMillis()) != null) {
        return true;
      }
      return ready(above);
    }
    return logins.find(key.login()) != null;
  }

  Session session(SessionKey key) {
    return cache.get(key, wanted -> new Session(wanted, clocks.wallMillis()));
  }

  @Nullable Session find(SessionKey key) {
    return cache.getIfPresent(key);
  }

  /** Every session at hand; the view may be walked while sessions come and go. */
  Collection<Session> all() {
    return cache.asMap().values();
  }

  /** Lets every session that the condition holds for be fetched at once in spite of failures. */
  void forgive(Predicate<SessionKey> which) {
    cache.asMap().values().stream()
        .filter(session -> which.test(session.key()))
        .forEach(Session::forgive);
  }

  /** Drops the sessions whose key the condition holds for, and tells how many were held. */
  int drop(Predicate<SessionKey> which, DropReason reason) {
    int held = 0;
    for (Session session : all()) {
      if (which.test(session.key()) && cache.asMap().remove(session.key(), session)) {
        held += drop(session, reason) ? 1 : 0;
      }
    }
    return held;
  }

  private boolean drop(Session session, DropReason reason) {
    Held last = session.drop();
    if (last == null) {
      return false;
    }
    discarded(last, reason);
    return true;
  }

  private void evicted(@Nullable SessionKey key, @Nullable Session session, RemovalCause cause) {
    if (session != null) {
      drop(session, DropReason.IDLE);
    }
  }

  /** Lets go of what a session holds, unless something newer took its place. */
  void discard(Session session, Held held, DropReason reason) {
    if (session.discard(held)) {
      discarded(held, reason);
    }
  }

  private void discarded(Held held, DropReason reason) {
    disposal.add(held);
    witness.sessionDropped(held.credentials().identity(), held.credentials().accessKeyId(), reason);
  }
}
