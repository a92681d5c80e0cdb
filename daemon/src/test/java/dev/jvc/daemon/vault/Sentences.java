package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The form of what is said to a person. */
public final class Sentences {

  private Sentences() {}

  /** Requires one line that reads on after {@code jvc: }, without a full stop. */
  public static void requireSentence(String message) {
    assertTrue(message.length() > 8, message);
    assertFalse(message.contains("\n"), message);
    assertFalse(message.endsWith("."), message);
    assertFalse(message.contains("null"), message);
    assertFalse(message.contains("Exception"), message);
    assertFalse(
        Character.isUpperCase(message.charAt(0)) && Character.isLowerCase(message.charAt(1)),
        message);
  }
}
