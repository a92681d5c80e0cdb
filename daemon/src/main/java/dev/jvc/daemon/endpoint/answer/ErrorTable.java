package dev.jvc.daemon.endpoint.answer;

import dev.jvc.daemon.credential.ProblemCode;

/**
 * The one table from what went wrong to an HTTP status, for the endpoint and the control socket
 * alike ({@code docs/protocol.md}).
 *
 * <p>SDKs retry 5xx and give up at once on 4xx, so whatever only a person can mend is a 4xx. 404 is
 * kept for what does not exist, because the AWS SDK for Java hides the message of a 404.
 */
public final class ErrorTable {

  private ErrorTable() {}

  /** The status to answer with. */
  public static int status(ProblemCode code) {
    return switch (code) {
      case LOGIN_NEEDED,
          LOGIN_EXPIRED,
          BAD_PROFILE,
          BAD_CONFIGURATION,
          KEY_MISSING,
          STORE_FAILED,
          WRONG_PASSPHRASE,
          CANCELLED,
          BAD_REQUEST ->
          400;
      case BAD_TOKEN -> 401;
      case KEY_REJECTED, AWS_REFUSED, MFA_REJECTED, FORBIDDEN -> 403;
      case UNKNOWN_PROFILE, NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case LOGIN_IN_PROGRESS, CANNOT_LISTEN -> 409;
      case TICKET_UNKNOWN -> 410;
      case TOO_MANY_REQUESTS -> 429;
      case TOKEN_TOO_LARGE, INTERNAL -> 500;
      case PENDING, AWS_UNREACHABLE, AWS_UNEXPECTED -> 503;
    };
  }
}
