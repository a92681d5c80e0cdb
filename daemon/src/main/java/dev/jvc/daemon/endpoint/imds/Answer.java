package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.credential.Problem;
import java.util.List;

/** What a metadata route answers with. */
sealed interface Answer {

  /** One line or a list, without a line feed at the end. */
  record Text(String text) implements Answer {}

  /** A document. */
  @SuppressWarnings("ArrayRecordComponent")
  record Json(byte[] document) implements Answer {}

  /** A new session token, which is a secret. */
  final class Token implements Answer {

    private final String token;
    private final int seconds;

    Token(String token, int seconds) {
      this.token = token;
      this.seconds = seconds;
    }

    String reveal() {
      return token;
    }

    /** For how long it is good. */
    int seconds() {
      return seconds;
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  /** No. */
  record Refused(Problem problem) implements Answer {}

  /** Not with this method. */
  record NotAllowed(List<String> methods) implements Answer {}
}
