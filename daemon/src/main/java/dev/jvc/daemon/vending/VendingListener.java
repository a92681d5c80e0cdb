package dev.jvc.daemon.vending;

/**
 * Hears of what changes; called on the thread that changed it, so every method must return at once.
 */
public interface VendingListener {

  /** Something that {@link Overview} shows has changed. */
  void stateChanged();

  /** A login is wanted; at most once per login and minute. */
  void loginNeeded(LoginNeed need);

  /** A login ends soon; once per login. */
  void loginEnding(LoginView login);
}
