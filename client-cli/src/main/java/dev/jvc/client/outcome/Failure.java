package dev.jvc.client.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The end of a command that did not do what it was asked.
 *
 * <p>The message is one lower-case sentence without a full stop that says what to do next; it never
 * holds a secret.
 */
public final class Failure extends Exception {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final @Nullable String hint;

  private Failure(ExitCode exitCode, String sentence, @Nullable String hint) {
    super(sentence);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  /** A failure explained by one sentence. */
  public static Failure of(ExitCode exitCode, String sentence) {
    return new Failure(exitCode, sentence, null);
  }

  /**
   * A failure with a command that helps.
   *
   * @param hint the command to run, or null when there is none
   */
  public static Failure of(ExitCode exitCode, String sentence, @Nullable String hint) {
    return new Failure(exitCode, sentence, hint);
  }

  /** A wrong command line. */
  public static Failure usage(String sentence) {
    return new Failure(ExitCode.USAGE, sentence, null);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** The sentence. */
  public String sentence() {
    String sentence = getMessage();
    return sentence == null ? "failed" : sentence;
  }

  /** The command that helps, or null. */
  public @Nullable String hint() {
    return hint;
  }
}
