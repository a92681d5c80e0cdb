package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.Map;

/**
 * The passphrase of aws-vault's file backend: {@code AWS_VAULT_FILE_PASSPHRASE}, or a person who
 * has three tries.
 */
public final class AwsVaultPassphrase implements Unlocker {

  private static final String VARIABLE = "AWS_VAULT_FILE_PASSPHRASE";
  private static final int TRIES = 3;

  private final Map<String, String> environment;
  private final Dialogue dialogue;

  public AwsVaultPassphrase(Map<String, String> environment, Dialogue dialogue) {
    this.environment = environment;
    this.dialogue = dialogue;
  }

  @Override
  public <T> T unlock(Passphrases.Attempt<T> attempt) throws ProblemException {
    String given = environment.get(VARIABLE);
    if (given != null) {
      try (Secret passphrase = Secret.ofString(given)) {
        return attempt.with(passphrase);
      }
    }
    Prompt person =
        dialogue
            .person()
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.STORE_FAILED,
                        "there is no terminal to ask for the passphrase of aws-vault: set "
                            + VARIABLE)));
    for (int left = TRIES - 1; ; left--) {
      try (Secret typed = person.hidden("Passphrase for aws-vault's files: ")) {
        return attempt.with(typed);
      } catch (ProblemException failed) {
        if (failed.problem().code() != ProblemCode.WRONG_PASSPHRASE || left == 0) {
          throw failed;
        }
        person.tell("wrong passphrase, try again");
      }
    }
  }
}
