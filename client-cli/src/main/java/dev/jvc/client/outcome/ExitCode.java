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
  STORE_FAILED(7),

  /** The command of {@code exec} was found and cannot be run; the number is the shells'. */
  NOT_EXECUTABLE(126),

  /** The command of {@code exec} was not found; the number is the shells'. */
  COMMAND_NOT_FOUND(127);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The failure with a number from 1 to 7; {@link #FAILED} for every other number. */
  public static ExitCode ofFailure(long code) {
    for (ExitCode known : values()) {
      if (known.code == code && code >= FAILED.code && code <= STORE_FAILED.code) {
        return known;
      }
    }
    return FAILED;
  }
}
