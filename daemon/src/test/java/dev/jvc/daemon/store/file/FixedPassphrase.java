package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.Passphrases;

/** Always answers the same, once, and counts how often it was asked. */
final class FixedPassphrase implements Passphrases {

  private final String passphrase;
  private int asked;

  FixedPassphrase(String passphrase) {
    this.passphrase = passphrase;
  }

  @Override
  public <T> T unlock(Attempt<T> attempt) throws ProblemException {
    try (Secret secret = choose()) {
      return attempt.with(secret);
    }
  }

  @Override
  public Secret choose() {
    asked++;
    return Secret.ofString(passphrase);
  }

  int asked() {
    return asked;
  }
}
