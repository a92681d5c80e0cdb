package dev.jvc.daemon.vending;

import dev.jvc.daemon.vending.Failure.Attempt;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What becomes due with time: renewals, endings, warnings, and the consequences of a set clock. */
final class Upkeep {

  /** Renewals started per second, so that many sessions do not fall upon AWS at once. */
  static final double RENEWALS_PER_SECOND = 5;

  /** A backlog is worked off at such a pace that most of it is gone after this time. */
  static final Duration BACKLOG = Duration.ofMinutes(5);

  /** How far the two clocks may drift apart between two ticks. */
  static final Duration JUMP = Duration.ofSeconds(5);

  /** A longer pause between two ticks means that the machine slept. */
  static final Duration SLEEP = Duration.ofSeconds(30);

  /** Renewals are not saved up for longer than this. */
  private static final Duration SAVINGS = Duration.ofSeconds(15);

  private final LoginBook logins;
  private final Sessions sessions;
  private final Logins tasks;
  private final Overview overview;
  private final VendingEvents events;
  private final Witness witness;
  private final Disposal disposal;
  private final Clocks clocks;

  private long lastWall;
  private long lastBoot;
  private double budget;

  Upkeep(
      LoginBook logins,
      Sessions sessions,
      Logins tasks,
      Overview overview,
      VendingEvents events,
      Witness witness,
      Disposal disposal,
      Clocks clocks) {
    this.logins = logins;
    this.sessions = sessions;
    this.tasks = tasks;
    this.overview = overview;
    this.events = events;
    this.witness = witness;
    this.disposal = disposal;
    this.clocks = clocks;
    this.lastWall = clocks.wallMillis();
    this.lastBoot = clocks.bootMillis();
  }

  void tick() {
    long wallNow = clocks.wallMillis();
    long bootNow = clocks.bootMillis();
    noticeJump(wallNow, bootNow);
    long elapsed = bootNow - lastBoot;
    lastWall = wallNow;
    lastBoot = bootNow;

    tasks.tick();
    events.tick();
    boolean changed = logins.endTheExpired(wallNow, bootNow);
    for (Login login : logins.dueForWarning()) {
      events.loginEnding(overview.login(login));
    }
    for (Session session : sessions.all()) {
      changed |= endIfOver(session, wallNow, bootNow);
    }
    renew(wallNow, bootNow, elapsed);
    disposal.tick();
    if (changed) {
      events.stateChanged();
    }
  }

  private void noticeJump(long wallNow, long bootNow) {
    long wallAhead = (wallNow - lastWall) - (bootNow - lastBoot);
    boolean jumped = Math.abs(wallAhead) > JUMP.toMillis();
    boolean slept = bootNow - lastBoot > SLEEP.toMillis();
    if (!jumped && !slept) {
      return;
    }
    logins.reckon(wallNow, bootNow);
    for (Session session : sessions.all()) {
      Held held = session.held();
      if (held != null) {
        held.reckon(wallNow, bootNow);
      }
      // Whatever failed before may well succeed now, and waiting times were counted in vain.
      session.forgive();
    }
    witness.clockJumped(Duration.ofMillis(jumped ? wallAhead : 0));
  }

  /** Lets go of credentials that have ended, and forgets a session that nobody uses. */
  private boolean endIfOver(Session session, long wallNow, long bootNow) {
    Held held = session.held();
    if (held != null && held.life().isOver(wallNow, bootNow)) {
      sessions.discard(session, held, DropReason.EXPIRED);
      return true;
    }
    long patience = 2 * session.key().role().chainedDuration().toMillis();
    if (session.lastUsed() + patience < wallNow && session.flight() == null) {
      sessions.drop(session.key()::equals, DropReason.IDLE);
      return true;
    }
    return false;
  }

  private void renew(long wallNow, long bootNow, long elapsedMillis) {
    List<Session> due =
        sessions.all().stream()
            .filter(session -> isDue(session, wallNow, bootNow))
            .sorted(Comparator.comparingLong(Upkeep::urgency))
            .toList();
    double pace = Math.max(RENEWALS_PER_SECOND, due.size() / (double) BACKLOG.toSeconds());
    budget = Math.min(budget + pace * elapsedMillis / 1000, pace * SAVINGS.toSeconds());
    for (Session session : due) {
      if (budget < 1) {
        return;
      }
      if (sessions.join(session, Attempt.RENEWAL) != null) {
        budget--;
      }
    }
  }

  private boolean isDue(Session session, long wallNow, long bootNow) {
    Held held = session.held();
    Failure failure = session.failure();
    return held != null
        && session.used()
        && wallNow >= held.refreshAt()
        && session.flight() == null
        && (failure == null || !failure.blocks(Attempt.RENEWAL, bootNow))
        && sessions.ready(session.key());
  }

  private static long urgency(Session session) {
    Held held = session.held();
    return held == null ? Long.MAX_VALUE : held.serveUntil();
  }
}
