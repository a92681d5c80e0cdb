package dev.jvc.daemon.vending;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;

/** The listeners that hear of what changes. */
public final class VendingEvents {

  /** The shortest time between two calls for the same login. */
  static final Duration SILENCE = Duration.ofMinutes(1);

  /** A login that nobody asked for during this time is no longer wanted. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private final Clocks clocks;
  private final Set<VendingListener> listeners = new CopyOnWriteArraySet<>();
  private final ConcurrentMap<LoginKey, Wanted> wanted = new ConcurrentHashMap<>();

  private record Wanted(LoginNeed need, long toldAt, long askedAt) {}

  VendingEvents(Clocks clocks) {
    this.clocks = clocks;
  }

  /** Adds a listener, which is told at once of every login that is wanted at present. */
  public Subscription subscribe(VendingListener listener) {
    listeners.add(listener);
    forgetTheUnwanted();
    wanted.values().forEach(each -> listener.loginNeeded(each.need()));
    return () -> listeners.remove(listener);
  }

  /** Something that {@code status} shows has changed. */
  public void stateChanged() {
    listeners.forEach(VendingListener::stateChanged);
  }

  void loginEnding(LoginView login) {
    listeners.forEach(listener -> listener.loginEnding(login));
  }

  /** A client was refused for want of a login. */
  void loginNeeded(LoginKey login, LoginNeed need) {
    if (worthTelling(login, need)) {
      listeners.forEach(listener -> listener.loginNeeded(need));
    }
  }

  private synchronized boolean worthTelling(LoginKey login, LoginNeed need) {
    long now = clocks.bootMillis();
    Wanted before = wanted.get(login);
    if (before != null && now - before.toldAt() < SILENCE.toMillis()) {
      wanted.put(login, new Wanted(before.need(), before.toldAt(), now));
      return false;
    }
    wanted.put(login, new Wanted(need, now, now));
    return true;
  }

  /** The login is there, or out of the question. */
  void loginSettled(LoginKey login) {
    wanted.remove(login);
  }

  void tick() {
    forgetTheUnwanted();
  }

  private void forgetTheUnwanted() {
    long now = clocks.bootMillis();
    wanted.values().removeIf(each -> now - each.askedAt() >= MEMORY.toMillis());
  }

  /** A listener's place; closing it ends the calls, and closing twice does nothing. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {

    @Override
    void close();
  }
}
