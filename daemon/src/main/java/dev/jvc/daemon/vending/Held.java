package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.Grant;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.Vend;
import java.util.Arrays;

/**
 * Session credentials with the answer rendered and the moments worked out at which they are
 * renewed, awaited and no longer served.
 */
final class Held {

  private final SessionCredentials credentials;
  private final Vend vend;
  private final Lifetime life;
  private final double jitter;

  private volatile long refreshAt;
  private volatile long awaitFrom;
  private volatile long serveUntil;

  private Held(SessionCredentials credentials, Vend vend, Lifetime life, double jitter) {
    this.credentials = credentials;
    this.vend = vend;
    this.life = life;
    this.jitter = jitter;
  }

  static Held of(
      SessionCredentials credentials, DocumentRenderer renderer, Clocks clocks, double jitter) {
    Lifetime life = Lifetime.of(credentials.expiration(), clocks);
    return of(credentials, life, renderer, clocks, jitter);
  }

  /** The same for a session that came before now. */
  static Held of(
      SessionCredentials credentials,
      Lifetime life,
      DocumentRenderer renderer,
      Clocks clocks,
      double jitter) {
    Held held = new Held(credentials, render(credentials, renderer), life, jitter);
    held.reckon(clocks.wallMillis(), clocks.bootMillis());
    return held;
  }

  private static Vend render(SessionCredentials credentials, DocumentRenderer renderer) {
    try {
      return new Vend.Granted(new Grant(credentials, renderer.containerDocument(credentials)));
    } catch (IllegalArgumentException tooLarge) {
      return new Vend.Unavailable(
          Problem.of(
              ProblemCode.TOKEN_TOO_LARGE,
              "the session token of "
                  + credentials.identity().arn()
                  + " is larger than the SDKs read: use fewer session tags"));
    }
  }

  /** Works the moments out again, which is needed after the wall clock was set. */
  void reckon(long wallNow, long bootNow) {
    long end = wallNow + life.remaining(wallNow, bootNow);
    refreshAt = end - RefreshSchedule.lead(life.length(), jitter).toMillis();
    awaitFrom = end - RefreshSchedule.uncomfortable(life.length()).toMillis();
    serveUntil = end - RefreshSchedule.FLOOR.toMillis();
  }

  SessionCredentials credentials() {
    return credentials;
  }

  Vend vend() {
    return vend;
  }

  Lifetime life() {
    return life;
  }

  /** When renewal becomes due, in milliseconds of the wall clock. */
  long refreshAt() {
    return refreshAt;
  }

  /** From when a client had better wait for the renewal, in milliseconds of the wall clock. */
  long awaitFrom() {
    return awaitFrom;
  }

  boolean servable(long wallNow) {
    return wallNow < serveUntil;
  }

  long serveUntil() {
    return serveUntil;
  }

  /** Overwrites the credentials and the answer made of them. */
  void wipe() {
    credentials.close();
    if (vend instanceof Vend.Granted(Grant grant)) {
      Arrays.fill(grant.containerDocument(), (byte) 0);
    }
  }

  @Override
  public String toString() {
    return credentials.toString();
  }
}
