package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rules for what a person is told. */
final class Sentences {

  private Sentences() {}

  /** One line that begins in lower case or with a name, ends without a full stop and is no leak. */
  static void assertFit(String sentence) {
    assertFalse(sentence.isBlank());
    assertFalse(sentence.endsWith("."), sentence);
    assertTrue(sentence.lines().count() == 1, sentence);
    assertFalse(
        Character.isUpperCase(sentence.charAt(0)) && Character.isLowerCase(sentence.charAt(1)),
        sentence);
    assertTrue(sentence.contains(": "), "says what to do: " + sentence);
    assertFalse(sentence.contains("test-secret"), sentence);
    assertFalse(sentence.contains("not authorized"), sentence);
    assertFalse(sentence.contains("AKIA"), sentence);
  }
}
