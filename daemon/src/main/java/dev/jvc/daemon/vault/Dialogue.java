package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.Optional;

/**
 * Who answers questions: lines on standard input, a person at the terminal, both, or nobody.
 *
 * <p>With both, the lines hold what the command was run for (a key, an MFA code) and the person
 * types the passphrase, so that {@code oathtool … | jvc login} works.
 *
 * @param piped standard input, when it is not a terminal
 * @param person the terminal, when there is one
 */
public record Dialogue(Optional<PipedLines> piped, Optional<Prompt> person) {

  /** The next piped line, if standard input is piped and not at its end. */
  Optional<Secret> nextLine() throws ProblemException {
    return piped.isPresent() ? piped.get().next() : Optional.empty();
  }

  /** A piped line that nobody at a terminal could answer instead. */
  Optional<Secret> nextLineInsteadOfPerson() throws ProblemException {
    return person.isPresent() ? Optional.empty() : nextLine();
  }
}
