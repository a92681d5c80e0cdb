package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A program that keeps encrypted texts under paths.
 *
 * <p>Of several processes only one writes at a time; that is the caller's business.
 */
interface PasswordManager {

  /**
   * The decrypted text of an entry, if there is one.
   *
   * @return to be closed by the caller
   */
  Optional<Secret> show(String entry) throws ProblemException;

  /**
   * Stores a text under a path, replacing what was there.
   *
   * @param text still the caller's
   */
  void insert(String entry, byte[] text) throws ProblemException;

  /** Removes an entry; removing what is not there is not a failure. */
  void remove(String entry) throws ProblemException;

  /** The paths of all entries below a folder, relative to it; nothing is unlocked for that. */
  List<String> list(String folder) throws ProblemException;
}
