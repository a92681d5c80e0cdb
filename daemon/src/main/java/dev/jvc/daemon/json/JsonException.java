package dev.jvc.daemon.json;

/**
 * A text is not the JSON object that was expected; the message says which member is wrong, never
 * its value.
 */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
