package dev.jvc.daemon.vault;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Who answers in a test. */
final class Dialogues {

  private Dialogues() {}

  static Dialogue nobody() {
    return new Dialogue(Optional.empty(), Optional.empty());
  }

  static Dialogue with(Prompt person) {
    return new Dialogue(Optional.empty(), Optional.of(person));
  }

  static Dialogue piping(String text) {
    return new Dialogue(Optional.of(lines(text)), Optional.empty());
  }

  static Dialogue piping(String text, Prompt person) {
    return new Dialogue(Optional.of(lines(text)), Optional.of(person));
  }

  static PipedLines lines(String text) {
    return new PipedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
