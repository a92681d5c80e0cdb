package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.access.Caller;
import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.Connection;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.Vend;
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
import java.util.Optional;

/**
 * {@code GET /v1/credentials/PROFILE}: what the AWS SDKs' container credentials provider asks for.
 *
 * <p>The guard has made sure that the path is a plain one; it is compared as it came. A token is
 * good for one profile, so that the path only has to name that one.
 */
final class ContainerRoute implements Handler {

  static final String PREFIX = "/v1/credentials/";

  private static final System.Logger LOG = System.getLogger(ContainerRoute.class.getName());

  private static final Header RETRY_SOON = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "2");

  private static final Problem NOT_FOUND =
      Problem.of(ProblemCode.NOT_FOUND, "there is nothing here: credentials are at " + PREFIX);
  private static final Problem TWO_TOKENS =
      Problem.of(ProblemCode.BAD_REQUEST, "exactly one Authorization header is expected");
  private static final Problem BAD_TOKEN =
      Problem.of(
          ProblemCode.BAD_TOKEN, "the client token is missing or not in force: run jvc env again");
  private static final Problem OTHER_PROFILE =
      Problem.of(ProblemCode.FORBIDDEN, "the client token is not good for this profile");
  private static final Problem DEFECT =
      Problem.of(ProblemCode.INTERNAL, "jvc failed: its log says more");

  private final ClientTokens tokens;
  private final CredentialSource source;
  private final EndpointWitness witness;

  ContainerRoute(ClientTokens tokens, CredentialSource source, EndpointWitness witness) {
    this.tokens = tokens;
    this.source = source;
    this.witness = witness;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long began = System.nanoTime();
    int status;
    try {
      status = answer(request, response);
    } catch (RuntimeException defect) {
      if (response.isSent()) {
        throw defect;
      }
      LOG.log(System.Logger.Level.ERROR, "a request for credentials failed", defect);
      status = refuse(request, response, DEFECT);
    }
    witness.answered(status, System.nanoTime() - began);
  }

  private int answer(ServerRequest request, ServerResponse response) {
    String path = request.prologue().uriPath().rawPath();
    int slugAt = PREFIX.length();
    if (!path.startsWith(PREFIX) || path.length() == slugAt || path.indexOf('/', slugAt) >= 0) {
      return refuse(request, response, NOT_FOUND);
    }
    if (!request.headers().contains(HeaderNames.AUTHORIZATION)) {
      return refuse(request, response, BAD_TOKEN);
    }
    Header authorization = request.headers().get(HeaderNames.AUTHORIZATION);
    if (authorization.valueCount() > 1) {
      return refuse(request, response, TWO_TOKENS);
    }
    Optional<Caller.TokenBearer> caller =
        tokens.caller(
            withoutScheme(authorization.get()),
            new Connection(request.remotePeer().port(), request.localPeer().port()));
    if (caller.isEmpty()) {
      return refuse(request, response, BAD_TOKEN);
    }
    Caller.TokenBearer bearer = caller.get();
    if (!path.startsWith(bearer.profile().slug(), slugAt)
        || path.length() != slugAt + bearer.profile().slug().length()) {
      return refuse(request, response, OTHER_PROFILE);
    }
    return switch (source.vend(bearer, bearer.profile())) {
      case Vend.Granted(var grant) ->
          Reply.send(request, response, 200, AnswerHeaders.JSON, grant.containerDocument());
      case Vend.NeedsPerson(Problem problem) -> refuse(request, response, problem);
      case Vend.Denied(Problem problem) -> refuse(request, response, problem);
      case Vend.Unavailable(Problem problem) -> refuse(request, response, problem);
    };
  }

  /** SDKs send the token as it is; some third-party clients add the scheme of RFC 6750. */
  private static String withoutScheme(String authorization) {
    String scheme = "Bearer ";
    return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
        ? authorization.substring(scheme.length())
        : authorization;
  }

  private static int refuse(ServerRequest request, ServerResponse response, Problem problem) {
    int status = ErrorTable.status(problem.code());
    if (status == 503) {
      response.header(RETRY_SOON);
    }
    return Reply.send(request, response, status, AnswerHeaders.JSON, ErrorDocument.of(problem));
  }
}
