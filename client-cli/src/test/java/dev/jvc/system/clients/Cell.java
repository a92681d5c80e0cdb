package dev.jvc.system.clients;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of one client in one wiring. */
final class Cell {

  /** What is tried, by its letter in the table. */
  enum Trial {
    /** AWS knows the client, as the role of the profile. */
    SUCCESS('S'),
    /** It has other credentials later in its life. */
    RENEWAL('R'),
    /** After the daemon was killed and started again it has credentials of the new daemon. */
    DAEMON('D'),
    /** With a token that is not in force it has none, and a person is told so. */
    WRONG_TOKEN('W'),
    /** Without a login it has none, and a person is told the command. */
    LOGIN('L');

    private final char letter;

    Trial(char letter) {
      this.letter = letter;
    }
  }

  /** How a trial ended. */
  enum Outcome {
    /** As it should. */
    GOOD,
    /** Refused as it should be, but the client keeps the reason to itself. */
    SILENT,
    /** Not as it should. */
    BAD
  }

  /** What stands in the table where a client has no way to get credentials. */
  static final String NO_WAY = "–";

  private final Map<Trial, Outcome> outcomes = new EnumMap<>(Trial.class);

  synchronized void put(Trial trial, Outcome outcome) {
    outcomes.put(trial, outcome);
  }

  synchronized void putIfAbsent(Trial trial, Outcome outcome) {
    outcomes.putIfAbsent(trial, outcome);
  }

  synchronized boolean succeeded() {
    return outcomes.get(Trial.SUCCESS) == Outcome.GOOD;
  }

  /**
   * The letters of what was tried: a capital for what went well, a small one for a refusal without
   * its reason, a minus in front of what failed. A client that has no way to get credentials is one
   * minus only.
   */
  synchronized String text() {
    if (outcomes.get(Trial.SUCCESS) == Outcome.BAD) {
      return NO_WAY;
    }
    StringBuilder text = new StringBuilder();
    for (Trial trial : List.of(Trial.values())) {
      Outcome outcome = outcomes.get(trial);
      if (outcome != null) {
        String letter = String.valueOf(trial.letter);
        text.append(text.isEmpty() ? "" : " ");
        text.append(
            switch (outcome) {
              case GOOD -> letter;
              case SILENT -> letter.toLowerCase(Locale.ROOT);
              case BAD -> "-" + letter;
            });
      }
    }
    return text.toString();
  }
}
