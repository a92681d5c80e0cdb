package dev.jvc.daemon.awsfiles;

import java.util.Optional;

/** For whom files are made. */
public enum Purpose {
  /** A command run by {@code jvc exec}: its profile has no other way than the endpoint. */
  EXEC("exec"),
  /**
   * Every program of the desktop: programs that name no profile use the endpoint, and every profile
   * can be named.
   */
  DESKTOP("desktop");

  private final String word;

  Purpose(String word) {
    this.word = word;
  }

  /** The word for it in the protocol and in the files. */
  public String word() {
    return word;
  }

  /** The purpose with a word. */
  public static Optional<Purpose> of(String word) {
    for (Purpose purpose : values()) {
      if (purpose.word.equals(word)) {
        return Optional.of(purpose);
      }
    }
    return Optional.empty();
  }
}
