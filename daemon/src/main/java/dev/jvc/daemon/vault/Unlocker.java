package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;

/** Where the passphrase of something that exists already comes from. */
public interface Unlocker {

  /**
   * The result of the first attempt that succeeds; a person who mistypes is asked again.
   *
   * @throws ProblemException when the last attempt failed, nothing has a passphrase to offer, or
   *     the person cancelled
   */
  <T> T unlock(Passphrases.Attempt<T> attempt) throws ProblemException;
}
