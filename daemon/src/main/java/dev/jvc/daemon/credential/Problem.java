package dev.jvc.daemon.credential;

import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong, said to a person.
 *
 * @param message one lower-case sentence without a full stop that says what to do next; it reaches
 *     other programs' logs, so it never holds a secret
 * @param hint a further line, such as a command to run
 */
public record Problem(ProblemCode code, String message, @Nullable String hint) {

  public static Problem of(ProblemCode code, String message) {
    return new Problem(code, message, null);
  }
}
