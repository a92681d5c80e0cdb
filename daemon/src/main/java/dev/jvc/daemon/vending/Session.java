package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vending.Failure.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One role session through its renewals.
 *
 * <p>Reading what is held takes no lock; everything else is decided under this object's monitor, so
 * that at most one call to AWS is under way and its outcome is taken in one step.
 */
final class Session {

  /** The shortest time between two calls that succeed, whatever length of session AWS grants. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private final SessionKey key;

  private volatile @Nullable Held held;
  private volatile boolean used;
  private volatile long lastUsed;
  private volatile List<ProfileName> profiles = List.of();

  private @Nullable CompletableFuture<Session> flight;
  private long flightSince;
  private @Nullable Failure failure;
  private boolean dropped;

  Session(SessionKey key, long wallNow) {
    this.key = key;
    this.lastUsed = wallNow;
  }

  SessionKey key() {
    return key;
  }

  /** What is held at present, whether or not it may still be served. */
  @Nullable Held held() {
    return held;
  }

  /** What is held, if it may be served. */
  @Nullable Held servable(long wallNow) {
    Held now = held;
    return now != null && now.servable(wallNow) ? now : null;
  }

  void use(long wallNow) {
    used = true;
    lastUsed = wallNow;
  }

  /** Whether anybody asked since the session was last issued. */
  boolean used() {
    return used;
  }

  long lastUsed() {
    return lastUsed;
  }

  /** The profiles that have asked for this session. */
  List<ProfileName> profiles() {
    return profiles;
  }

  void askedBy(ProfileName profile) {
    if (!profiles.contains(profile)) {
      synchronized (this) {
        if (!profiles.contains(profile)) {
          List<ProfileName> more = new ArrayList<>(profiles);
          more.add(profile);
          profiles = List.copyOf(more);
        }
      }
    }
  }

  synchronized @Nullable CompletableFuture<Session> flight() {
    return flight;
  }

  synchronized @Nullable Failure failure() {
    return failure;
  }

  /** For how long a call has been under way, in milliseconds; 0 when none is. */
  synchronized long flightAge(long bootNow) {
    return flight == null ? 0 : bootNow - flightSince;
  }

  /**
   * Registers a call that the caller is going to make; null when none may be made now, which is the
   * case as well when another one succeeded between the caller's look and this.
   */
  synchronized @Nullable CompletableFuture<Session> takeOff(Attempt attempt, long bootNow) {
    Held now = held;
    if (flight != null
        || dropped
        || (now != null && bootNow - now.life().beganBoot() < PAUSE.toMillis())
        || (failure != null && failure.blocks(attempt, bootNow))) {
      return null;
    }
    flight = new CompletableFuture<>();
    flightSince = bootNow;
    return flight;
  }

  /**
   * Takes the outcome of the call that was registered.
   *
   * @return what was held before and no longer is; the argument itself when the session was dropped
   *     meanwhile
   */
  synchronized @Nullable Held land(Held issued) {
    flight = null;
    if (dropped) {
      return issued;
    }
    Held replaced = held;
    held = issued;
    failure = null;
    used = false;
    return replaced;
  }

  /** Takes the failure of the call that was registered; what is held stays. */
  synchronized void land(Failure failed) {
    flight = null;
    failure = failed;
  }

  /** Lets the next call be made at once. */
  synchronized void forgive() {
    failure = null;
  }

  /** Lets go of what is held, if it is still this. */
  synchronized boolean discard(Held what) {
    if (held != what) {
      return false;
    }
    held = null;
    return true;
  }

  /** Ends this session for good; a call under way comes to nothing. */
  synchronized @Nullable Held drop() {
    dropped = true;
    Held last = held;
    held = null;
    return last;
  }
}
