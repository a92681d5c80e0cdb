package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.Passphrases;

/** A person who gives up as soon as a question is asked. */
final class NoPassphrase implements Passphrases {

  @Override
  public <T> T unlock(Attempt<T> attempt) throws ProblemException {
    try (Secret secret = choose()) {
      return attempt.with(secret);
    }
  }

  @Override
  public Secret choose() throws ProblemException {
    throw new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
  }
}
