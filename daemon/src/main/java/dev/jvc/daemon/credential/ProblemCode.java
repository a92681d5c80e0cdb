package dev.jvc.daemon.credential;

/**
 * What can go wrong, as a closed list: the word clients see, and the exit code a command ends with.
 */
public enum ProblemCode {
  LOGIN_NEEDED("LoginNeeded", ExitCode.NEEDS_PERSON),
  LOGIN_EXPIRED("LoginExpired", ExitCode.NEEDS_PERSON),
  LOGIN_IN_PROGRESS("LoginInProgress", ExitCode.FAILED),
  UNKNOWN_PROFILE("UnknownProfile", ExitCode.USAGE),
  BAD_PROFILE("BadProfile", ExitCode.FAILED),
  BAD_CONFIGURATION("BadConfiguration", ExitCode.FAILED),
  KEY_MISSING("KeyMissing", ExitCode.STORE_FAILED),
  KEY_REJECTED("KeyRejected", ExitCode.REFUSED_BY_AWS),
  MFA_REJECTED("MfaRejected", ExitCode.REFUSED_BY_AWS),
  AWS_REFUSED("AwsRefused", ExitCode.REFUSED_BY_AWS),
  AWS_UNREACHABLE("AwsUnreachable", ExitCode.FAILED),
  AWS_UNEXPECTED("AwsUnexpected", ExitCode.FAILED),
  STORE_FAILED("StoreFailed", ExitCode.STORE_FAILED),
  WRONG_PASSPHRASE("WrongPassphrase", ExitCode.STORE_FAILED),
  CANCELLED("Cancelled", ExitCode.STORE_FAILED),
  BAD_TOKEN("BadToken", ExitCode.REFUSED_BY_POLICY),
  FORBIDDEN("Forbidden", ExitCode.REFUSED_BY_POLICY),
  BAD_REQUEST("BadRequest", ExitCode.USAGE),
  NOT_FOUND("NotFound", ExitCode.USAGE),
  METHOD_NOT_ALLOWED("MethodNotAllowed", ExitCode.USAGE),
  TOO_MANY_REQUESTS("TooManyRequests", ExitCode.FAILED),
  CANNOT_LISTEN("CannotListen", ExitCode.FAILED),
  TOKEN_TOO_LARGE("TokenTooLarge", ExitCode.FAILED),
  TICKET_UNKNOWN("TicketUnknown", ExitCode.FAILED),
  PENDING("Pending", ExitCode.FAILED),
  INTERNAL("Internal", ExitCode.FAILED);

  private final String wire;
  private final ExitCode exit;

  ProblemCode(String wire, ExitCode exit) {
    this.wire = wire;
    this.exit = exit;
  }

  /** The spelling in JSON, such as {@code LoginNeeded}. */
  public String wire() {
    return wire;
  }

  public ExitCode exit() {
    return exit;
  }
}
