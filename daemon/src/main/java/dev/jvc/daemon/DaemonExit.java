package dev.jvc.daemon;

/**
 * The exit codes of {@code jvcd} as a daemon; service managers and {@code jvc daemon start} tell
 * them apart.
 */
enum DaemonExit {
  /** Stopped because it was asked to. */
  DONE(0),
  /** A folder or file could not be used, or the daemon failed. */
  FAILED(1),
  /** The command line or the configuration is wrong. */
  USAGE(2),
  /** The endpoint's address is taken or may not be bound. */
  CANNOT_LISTEN(3),
  /** Another daemon of this user is running. */
  ALREADY_RUNNING(4),
  /** Clients no longer reach this daemon; a service manager starts a new one. */
  UNREACHABLE(6);

  private final int code;

  DaemonExit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
