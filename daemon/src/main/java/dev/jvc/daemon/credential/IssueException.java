package dev.jvc.daemon.credential;

/** STS did not issue a session; the kind decides what happens to what is already held. */
public final class IssueException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What a failed call means for the sessions at hand. */
  public enum Kind {
    /**
     * AWS is unreachable, throttles, fails or answers garbage: keep what is held, try again later.
     */
    TRANSIENT,
    /**
     * The credentials the call was made with have expired or were revoked: a person has to log in.
     */
    PARENT_EXPIRED,
    /** AWS did not take the MFA code. */
    MFA_REJECTED,
    /** AWS refuses this request, and will again until someone changes something. */
    REFUSED,
    /** AWS does not know the base key, or its secret is wrong. */
    KEY_REJECTED
  }

  private final Kind kind;
  private final transient Problem problem;

  public IssueException(Kind kind, Problem problem, Throwable cause) {
    super(problem.message(), cause);
    this.kind = kind;
    this.problem = problem;
  }

  public IssueException(Kind kind, Problem problem) {
    super(problem.message());
    this.kind = kind;
    this.problem = problem;
  }

  public Kind kind() {
    return kind;
  }

  public Problem problem() {
    return problem;
  }
}
