package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vault.Confirmation;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.Prompt;

/** The one question of a run. */
final class Consent {

  private Consent() {}

  /**
   * Asks.
   *
   * @throws ProblemException {@code Cancelled} on everything but a yes; {@code BadRequest} when
   *     nobody can be asked
   */
  static void require(Dialogue dialogue, String question, String what) throws ProblemException {
    Prompt person =
        dialogue
            .person()
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.BAD_REQUEST,
                        "there is no terminal to confirm "
                            + what
                            + ": give --yes, or --dry-run to look only")));
    Confirmation.require(person, question);
  }

  static String keys(int number) {
    return number == 1 ? "1 key" : number + " keys";
  }
}
