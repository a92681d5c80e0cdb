package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.json.JsonException;

/** One control route. */
@FunctionalInterface
interface Action {

  /**
   * Answers one request.
   *
   * @throws ProblemException a failure, answered as {@code docs/protocol.md} says
   * @throws JsonException a body that does not follow the protocol, answered as {@code BadRequest}
   */
  Reply answer(ControlRequest request) throws ProblemException, JsonException;
}
