package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.Locale;

/** A question whose answer is no unless a person says yes. */
public final class Confirmation {

  private Confirmation() {}

  /**
   * Asks.
   *
   * @throws ProblemException {@code Cancelled} on every answer but {@code y} or {@code yes}
   */
  public static void require(Prompt person, String question) throws ProblemException {
    try (Secret answer = person.visible(question)) {
      String text = answer.revealString().strip().toLowerCase(Locale.ROOT);
      if (!text.equals("y") && !text.equals("yes")) {
        throw new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
      }
    }
  }
}
