package dev.jvc.daemon.vending;

/** Why a login or a session is no longer used. */
public enum DropReason {
  /** Its time is over. */
  EXPIRED,
  /** A newer one took its place. */
  REPLACED,
  /** A person logged out or locked. */
  LOGGED_OUT,
  /** AWS stopped accepting it. */
  REFUSED_BY_AWS,
  /** The stored key it was made from was changed or removed. */
  KEY_CHANGED,
  /** Nobody used it for twice its length. */
  IDLE,
  /** The daemon ends. */
  DAEMON_ENDED
}
