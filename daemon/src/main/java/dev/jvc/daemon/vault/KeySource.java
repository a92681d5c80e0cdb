package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import java.util.Optional;

/** Where the key to add comes from. */
interface KeySource {

  /**
   * The key, well-formed, to be closed by the caller.
   *
   * @throws ProblemException when there is none, or it is not a long-term key
   */
  BaseKey read() throws ProblemException;

  /** What a person should still do once the key is stored. */
  default Optional<String> warning() {
    return Optional.empty();
  }
}
