package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.Problem;
import java.time.Duration;

/**
 * The newest call for a session failed.
 *
 * @param inARow how many calls have failed since the last success
 * @param failedAt in milliseconds of the boot clock, as are the others
 * @param retryAt from when a request may cause another call
 * @param renewAt from when background renewal may
 */
record Failure(
    IssueException.Kind kind,
    Problem problem,
    int inARow,
    long failedAt,
    long retryAt,
    long renewAt) {

  /** An insistent caller may try again this long after a call that got no answer. */
  private static final Duration INSISTENCE = Duration.ofSeconds(2);

  static Failure of(
      IssueException.Kind kind, Problem problem, int inARow, long bootNow, double jitter) {
    return switch (kind) {
      case TRANSIENT -> {
        long retry = bootNow + RefreshSchedule.backoff(inARow, jitter).toMillis();
        yield new Failure(kind, problem, inARow, bootNow, retry, retry);
      }
      case REFUSED, MFA_REJECTED ->
          new Failure(
              kind,
              problem,
              inARow,
              bootNow,
              bootNow + RefreshSchedule.REFUSAL.toMillis(),
              bootNow + RefreshSchedule.refusalPause(inARow).toMillis());
      // Nothing to wait for: the next call is possible as soon as there is a login again.
      case PARENT_EXPIRED, KEY_REJECTED ->
          new Failure(kind, problem, inARow, bootNow, bootNow, bootNow);
    };
  }

  boolean blocks(Attempt attempt, long bootNow) {
    return switch (attempt) {
      case REQUEST -> bootNow < retryAt;
      case RENEWAL -> bootNow < renewAt;
      case INSISTENT ->
          kind == IssueException.Kind.TRANSIENT
              ? bootNow < Math.min(retryAt, failedAt + INSISTENCE.toMillis())
              : bootNow < retryAt;
    };
  }

  /** Who wants the call. */
  enum Attempt {
    /** A client that is answered within a second. */
    REQUEST,
    /** A person who waits. */
    INSISTENT,
    /** Nobody in particular. */
    RENEWAL
  }
}
