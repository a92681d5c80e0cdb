package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.access.MetricsToken;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.endpoint.answer.AnswerHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The daemon in numbers, and who may read them elsewhere ({@code docs/protocol.md}, "Metrics"). */
final class MetricsRoutes {

  private final MetricsToken token;
  private final DaemonFacts facts;

  MetricsRoutes(MetricsToken token, DaemonFacts facts) {
    this.token = token;
    this.facts = facts;
  }

  Reply show(ControlRequest request) {
    return Reply.of(
        AnswerHeaders.PROMETHEUS.get(), facts.metrics().get().getBytes(StandardCharsets.UTF_8));
  }

  Reply issueToken(ControlRequest request) throws ProblemException {
    try {
      return Reply.json(
          Members.of()
              .with("uri", facts.endpoint().resolve("/v1/metrics"))
              .with("uriStays", facts.endpointStays())
              .with("tokenFile", token.issue())
              .map());
    } catch (IOException unwritable) {
      throw failed("the metrics token cannot be kept: " + unwritable.getMessage(), unwritable);
    }
  }

  Reply revokeToken(ControlRequest request) throws ProblemException {
    try {
      return Reply.json(Members.of().with("revoked", token.revoke()).map());
    } catch (IOException undeletable) {
      throw failed(
          "the metrics token opens nothing any more, but " + undeletable.getMessage(), undeletable);
    }
  }

  private static ProblemException failed(String sentence, IOException cause) {
    return new ProblemException(Problem.of(ProblemCode.INTERNAL, sentence), cause);
  }
}
