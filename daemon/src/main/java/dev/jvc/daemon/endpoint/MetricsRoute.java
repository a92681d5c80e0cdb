package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.access.MetricsToken;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.endpoint.answer.AnswerHeaders;
import dev.jvc.daemon.endpoint.answer.ErrorDocument;
import dev.jvc.daemon.endpoint.answer.ErrorTable;
import dev.jvc.daemon.endpoint.answer.Reply;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * {@code GET /v1/metrics} for monitoring systems, with a bearer token (RFC 6750) that opens nothing
 * else.
 *
 * <p>As long as there is no such token, there is no such route: what it would answer is left to the
 * route behind it, so that nobody can tell it from a path that never existed.
 */
final class MetricsRoute implements Handler {

  static final String PATH = "/v1/metrics";

  private static final System.Logger LOG = System.getLogger(MetricsRoute.class.getName());

  private static final String SCHEME = "Bearer ";
  private static final Header CHALLENGE =
      HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"jvc metrics\"");

  private static final Problem TWO_TOKENS =
      Problem.of(ProblemCode.BAD_REQUEST, "exactly one Authorization header is expected");
  private static final Problem BAD_TOKEN =
      Problem.of(
          ProblemCode.BAD_TOKEN,
          "the metrics token is missing or not in force: run jvc daemon metrics --scrape");
  private static final Problem DEFECT =
      Problem.of(ProblemCode.INTERNAL, "jvc failed: its log says more");

  private final MetricsToken token;
  private final Supplier<String> text;
  private final Handler others;
  private final EndpointWitness witness;

  /**
   * @param text the Prometheus text
   * @param others what answers every other request
   */
  MetricsRoute(MetricsToken token, Supplier<String> text, Handler others, EndpointWitness witness) {
    this.token = token;
    this.text = text;
    this.others = others;
    this.witness = witness;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    if (!request.prologue().uriPath().rawPath().equals(PATH) || !token.isInForce()) {
      others.handle(request, response);
      return;
    }
    try {
      answer(request, response);
    } catch (RuntimeException defect) {
      if (response.isSent()) {
        throw defect;
      }
      LOG.log(System.Logger.Level.ERROR, "a request for metrics failed", defect);
      refuse(request, response, DEFECT);
    }
  }

  private void answer(ServerRequest request, ServerResponse response) {
    Header authorization =
        request.headers().contains(HeaderNames.AUTHORIZATION)
            ? request.headers().get(HeaderNames.AUTHORIZATION)
            : null;
    if (authorization != null && authorization.valueCount() > 1) {
      refuse(request, response, TWO_TOKENS);
    } else if (authorization == null || !isGood(authorization.get())) {
      witness.metricsRefused();
      response.header(CHALLENGE);
      refuse(request, response, BAD_TOKEN);
    } else {
      byte[] now = text.get().getBytes(StandardCharsets.UTF_8);
      var _ = Reply.send(request, response, 200, AnswerHeaders.PROMETHEUS, now);
    }
  }

  private boolean isGood(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && token.matches(authorization.substring(SCHEME.length()));
  }

  private static void refuse(ServerRequest request, ServerResponse response, Problem problem) {
    var _ =
        Reply.send(
            request,
            response,
            ErrorTable.status(problem.code()),
            AnswerHeaders.JSON,
            ErrorDocument.of(problem));
  }
}
