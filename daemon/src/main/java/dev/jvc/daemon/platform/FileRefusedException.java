package dev.jvc.daemon.platform;

/**
 * A file was not acted on; the message says why and what to do, fit to stand after the file's name
 * and a colon.
 */
public final class FileRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  FileRefusedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** The message. */
  public String reason() {
    return reason;
  }
}
