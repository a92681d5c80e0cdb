package dev.jvc.client.outcome;

/** The exit codes of {@code jvc}; stable, because scripts rely on them. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  DAEMON_UNREACHABLE(3),
  NEEDS_PERSON(4),
  REFUSED_BY_POLICY(5),
  REFUSED_BY_AWS(6),
  STORE_FAILED(7);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * The exit code of a failure with the given number; {@link #FAILED} for numbers that are none.
   */
  public static ExitCode ofFailure(long code) {
    for (ExitCode known : values()) {
      if (known.code == code && known != DONE) {
        return known;
      }
    }
    return FAILED;
  }
}
