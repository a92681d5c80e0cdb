package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;

/** A person who can be asked. */
public interface Prompt {

  /**
   * Asks for something that is shown while it is typed.
   *
   * @return to be closed by the caller; may be empty
   * @throws ProblemException {@code Cancelled} when the person gave up or went away
   */
  Secret visible(String question) throws ProblemException;

  /** The same for something that is not shown. */
  Secret hidden(String question) throws ProblemException;

  /** Says something between two questions. */
  void tell(String sentence);
}
