package dev.jvc.daemon.access;

/** How long a client token lives. */
public enum TokenKind {
  /** As long as the process it was issued to. */
  CHILD,
  /** Until it is replaced; it survives a restart of the daemon. */
  STANDING
}
