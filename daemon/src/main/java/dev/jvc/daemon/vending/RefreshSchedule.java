package dev.jvc.daemon.vending;

import java.time.Duration;

/**
 * When a session is renewed, when a failed call is repeated, and how little life is still served.
 *
 * <p>botocore asks for new credentials from 15 minutes before the end and blocks from 10; the AWS
 * SDK for Java prefetches at 5. Whoever is handed 25 minutes or more keeps quiet.
 */
final class RefreshSchedule {

  /** Credentials with less life than this are not handed out. */
  static final Duration FLOOR = Duration.ofSeconds(60);

  /** What is left of a session whenever its length allows. */
  static final Duration COMFORT = Duration.ofMinutes(25);

  /** Sessions shorter than this would be renewed all the time if they were to stay comfortable. */
  static final Duration SHORTEST_COMFORTABLE = Duration.ofMinutes(30);

  /** How long a refusal is believed before AWS is asked again. */
  static final Duration REFUSAL = Duration.ofSeconds(30);

  /** The longest pause of background renewal after repeated refusals. */
  static final Duration REFUSAL_MAXIMUM = Duration.ofMinutes(5);

  private static final Duration BACKOFF_FIRST = Duration.ofSeconds(1);
  private static final Duration BACKOFF_MINIMUM = Duration.ofMillis(500);
  private static final Duration BACKOFF_MAXIMUM = Duration.ofSeconds(60);

  /** Room for the tick, the queue of renewals and the call itself. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private RefreshSchedule() {}

  /**
   * How long before its end a session is renewed: half its length, or earlier where that would
   * leave less than {@link #COMFORT}.
   *
   * @param length the whole life of the session
   * @param jitter 0 inclusive to 1 exclusive, by which the start moves up to 10 % later
   */
  static Duration lead(Duration length, double jitter) {
    Duration half = length.dividedBy(2);
    Duration lead = half;
    Duration latest = Duration.ZERO;
    if (length.compareTo(SHORTEST_COMFORTABLE) >= 0) {
      latest = COMFORT.plus(MARGIN);
      lead = longer(half, latest.plus(MARGIN));
    }
    long later = Math.min(lead.toMillis() / 10, lead.minus(latest).toMillis());
    return longer(lead.minusMillis((long) (later * jitter)), FLOOR.multipliedBy(2));
  }

  /**
   * The remaining life below which a client had better wait for the renewal: {@link #COMFORT}, or
   * half of the lead for sessions too short for that.
   */
  static Duration uncomfortable(Duration length) {
    return length.compareTo(SHORTEST_COMFORTABLE) >= 0
        ? COMFORT
        : longer(lead(length, 0).dividedBy(2), FLOOR);
  }

  /**
   * The pause after AWS could not be reached: 1, 2, 4 … 60 s, of which a random share is waited.
   *
   * @param failures in a row, from 1
   * @param jitter 0 inclusive to 1 exclusive
   */
  static Duration backoff(int failures, double jitter) {
    Duration limit = doubled(BACKOFF_FIRST, failures, BACKOFF_MAXIMUM);
    return longer(Duration.ofMillis((long) (limit.toMillis() * jitter)), BACKOFF_MINIMUM);
  }

  /** The pause of background renewal after AWS refused: 30 s, 1 min … 5 min. */
  static Duration refusalPause(int failures) {
    return doubled(REFUSAL, failures, REFUSAL_MAXIMUM);
  }

  private static Duration doubled(Duration first, int failures, Duration maximum) {
    Duration pause = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 16));
    return pause.compareTo(maximum) > 0 ? maximum : pause;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
