package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/** What the daemon answers to a {@link TaskRequest}. */
public sealed interface TaskAnswer {

  /** The vault process may be started with this ticket. */
  record Granted(Ticket ticket) implements TaskAnswer {}

  /**
   * Nothing has to be done.
   *
   * @param key the base key whose login still holds
   * @param until when it ends
   */
  record LoggedIn(String key, String until) implements TaskAnswer {}

  /** Reads an answer. */
  static TaskAnswer of(JsonObject body) throws Failure {
    String until = body.text("loggedInUntil");
    return until.isEmpty()
        ? new Granted(new Ticket(body.string("ticket")))
        : new LoggedIn(body.string("key"), until);
  }
}
