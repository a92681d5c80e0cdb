package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;

/** Where a store that is protected by a passphrase gets it from. */
public interface Passphrases {

  /** Tries one passphrase. */
  @FunctionalInterface
  interface Attempt<T> {

    /**
     * Unlocks something.
     *
     * @param passphrase wiped by the caller afterwards
     * @throws ProblemException {@code WrongPassphrase} when another passphrase may do
     */
    T with(Secret passphrase) throws ProblemException;
  }

  /**
   * The result of the first attempt that succeeds; a person who mistypes is asked again.
   *
   * @throws ProblemException when the last attempt failed, nothing has a passphrase to offer, or
   *     the person cancelled
   */
  <T> T unlock(Attempt<T> attempt) throws ProblemException;

  /**
   * A passphrase for something new: never empty, and typed twice by a person.
   *
   * @return to be closed by the caller
   */
  Secret choose() throws ProblemException;
}
