package dev.jvc.client.control;

/** An answer of the daemon; it may hold a secret and therefore does not print itself. */
public final class Answer {

  private final int status;
  private final byte[] body;

  public Answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the daemon did what it was asked. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The body, not copied. */
  public byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "answer " + status + " of " + body.length + " bytes";
  }
}
