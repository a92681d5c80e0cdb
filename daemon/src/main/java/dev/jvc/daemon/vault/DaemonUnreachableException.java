package dev.jvc.daemon.vault;

/** The daemon cannot be asked; the message is a sentence for the person. */
public final class DaemonUnreachableException extends Exception {

  private static final long serialVersionUID = 1L;

  DaemonUnreachableException(String message) {
    super(message);
  }

  DaemonUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
