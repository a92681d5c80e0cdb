package dev.jvc.client.json;

/** Text that is not JSON; it says nothing about the text, which may be secret. */
final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonException() {
    super("not well-formed JSON");
  }
}
