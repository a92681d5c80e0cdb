package dev.jvc.client.control;

import java.io.IOException;

/**
 * Bytes that are no HTTP/1.1 answer, or a larger one than allowed; the message never quotes them.
 */
final class MalformedAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }
}
