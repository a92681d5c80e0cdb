package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.ProblemException;

/**
 * A failure that the next key would meet as well, such as a store that stays locked: nothing else
 * is tried, so that nobody is asked for the same passphrase again and again.
 */
final class StopException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ProblemException problem;

  StopException(ProblemException problem) {
    super(problem);
    this.problem = problem;
  }

  ProblemException problem() {
    return problem;
  }
}
