package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.UnattendedPassphrase.Given;
import java.util.Optional;

/**
 * The passphrase of the key file: given unattended, typed by a person who has three tries, or
 * piped.
 */
public final class PassphraseDialogue implements Passphrases {

  private static final int TRIES = 3;

  private final UnattendedPassphrase unattended;
  private final Dialogue dialogue;

  public PassphraseDialogue(UnattendedPassphrase unattended, Dialogue dialogue) {
    this.unattended = unattended;
    this.dialogue = dialogue;
  }

  @Override
  public <T> T unlock(Attempt<T> attempt) throws ProblemException {
    Optional<Given> given = unattended.read();
    if (given.isPresent()) {
      return withGiven(given.get(), attempt);
    }
    if (dialogue.person().isPresent()) {
      return withTyped(dialogue.person().get(), attempt);
    }
    try (Secret line = piped()) {
      return attempt.with(line);
    }
  }

  @Override
  public Secret choose() throws ProblemException {
    Optional<Given> given = unattended.read();
    if (given.isPresent()) {
      return given.get().passphrase();
    }
    if (dialogue.person().isPresent()) {
      return chosenBy(dialogue.person().get());
    }
    Secret line = piped();
    if (line.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemCode.BAD_REQUEST, "the passphrase on standard input is empty"));
    }
    return line;
  }

  private static <T> T withGiven(Given given, Attempt<T> attempt) throws ProblemException {
    try (given) {
      return attempt.with(given.passphrase());
    } catch (ProblemException failed) {
      if (failed.problem().code() != ProblemCode.WRONG_PASSPHRASE) {
        throw failed;
      }
      throw new ProblemException(
          Problem.of(
              ProblemCode.WRONG_PASSPHRASE,
              failed.problem().message() + " (taken from " + given.source() + ")"),
          failed);
    }
  }

  private static <T> T withTyped(Prompt person, Attempt<T> attempt) throws ProblemException {
    for (int left = TRIES - 1; ; left--) {
      try (Secret typed = person.hidden("Passphrase for the jvc key file: ")) {
        return attempt.with(typed);
      } catch (ProblemException failed) {
        if (failed.problem().code() != ProblemCode.WRONG_PASSPHRASE || left == 0) {
          throw failed;
        }
        person.tell("wrong passphrase, try again");
      }
    }
  }

  private static Secret chosenBy(Prompt person) throws ProblemException {
    for (int left = TRIES; left > 0; left--) {
      Secret first = person.hidden("New passphrase for the jvc key file: ");
      if (first.isEmpty()) {
        person.tell("the passphrase may not be empty");
        continue;
      }
      try (Secret second = person.hidden("The same passphrase again: ")) {
        if (first.matches(second)) {
          return first;
        }
      } catch (ProblemException cancelled) {
        first.close();
        throw cancelled;
      }
      first.close();
      person.tell("the two passphrases differ");
    }
    throw new ProblemException(
        Problem.of(ProblemCode.CANCELLED, "no passphrase was chosen, and nothing was stored"));
  }

  private Secret piped() throws ProblemException {
    return dialogue
        .nextLine()
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    ProblemCode.STORE_FAILED,
                    "there is no terminal to ask for the passphrase of the key file: set "
                        + UnattendedPassphrase.VARIABLE)));
  }
}
