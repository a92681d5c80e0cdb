package dev.jvc.sandbox.wire;

/** An error AWS answers with, by HTTP status and code. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /** A refusal whose message is the text in the answer's {@code Message} element. */
  public Refusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public static Refusal accessDenied(String message) {
    return new Refusal(403, "AccessDenied", message);
  }

  public static Refusal validation(String message) {
    return new Refusal(400, "ValidationError", message);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
