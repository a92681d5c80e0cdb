package dev.jvc.client.protocol;

import dev.jvc.client.control.Answer;
import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;

/** The daemon's answer that it did not do what was asked, as a failure of the command. */
public final class Refusal {

  private Refusal() {}

  /** The failure that an answer of status 400 or above describes. */
  public static Failure of(Answer answer) {
    try {
      JsonObject body = JsonObject.parse(answer.body());
      return Failure.of(
          ExitCode.ofFailure(body.number("exitCode")),
          body.string("message"),
          body.optionalString("hint"));
    } catch (Failure unexplained) {
      return Failure.of(
          ExitCode.FAILED,
          "the daemon answered " + answer.status() + " without an explanation",
          "jvc daemon logs");
    }
  }
}
