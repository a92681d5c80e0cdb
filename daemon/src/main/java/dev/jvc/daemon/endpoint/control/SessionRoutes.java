package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vending.Broker;

/** Logging out and locking ({@code docs/protocol.md}, "Sessions"). */
final class SessionRoutes {

  private final Broker broker;
  private final Runnable revokeChildTokens;

  SessionRoutes(Broker broker, Runnable revokeChildTokens) {
    this.broker = broker;
    this.revokeChildTokens = revokeChildTokens;
  }

  Reply logout(ControlRequest request) throws ProblemException {
    return dropped(broker.logout(request.profile()));
  }

  Reply logoutAll(ControlRequest request) {
    return dropped(broker.logoutAll());
  }

  Reply lock(ControlRequest request) {
    revokeChildTokens.run();
    return dropped(broker.logoutAll());
  }

  private static Reply dropped(int count) {
    return Reply.json(Members.of().with("dropped", count).map());
  }
}
