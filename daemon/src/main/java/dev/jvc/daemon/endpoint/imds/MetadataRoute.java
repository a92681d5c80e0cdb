package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.access.Connection;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.endpoint.answer.AnswerHeaders;
import dev.jvc.daemon.endpoint.answer.ErrorDocument;
import dev.jvc.daemon.endpoint.answer.ErrorTable;
import dev.jvc.daemon.endpoint.answer.Reply;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Version 2 of the instance metadata service: a token by {@code PUT}, and with it everything else
 * by {@code GET} (Amazon EC2 User Guide, "Use the Instance Metadata Service").
 *
 * <p>The guard has made sure that the path is a plain one, but for a doubled first slash.
 */
final class MetadataRoute implements Handler {

  private static final System.Logger LOG = System.getLogger(MetadataRoute.class.getName());

  private static final String TOKEN_PATH = "/latest/api/token";
  private static final HeaderName TOKEN = HeaderNames.create("X-aws-ec2-metadata-token");
  private static final HeaderName TTL = HeaderNames.create("X-aws-ec2-metadata-token-ttl-seconds");
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Method PUT = Method.PUT;

  private static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain");
  private static final Header RETRY_SOON = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "2");

  private static final Problem BAD_TTL =
      Problem.of(
          ProblemCode.BAD_REQUEST,
          "exactly one header X-aws-ec2-metadata-token-ttl-seconds is expected, from 1 to 21600");
  private static final Problem TWO_TOKENS =
      Problem.of(
          ProblemCode.BAD_REQUEST, "exactly one header X-aws-ec2-metadata-token is expected");
  private static final Problem NO_TOKEN =
      Problem.of(
          ProblemCode.BAD_TOKEN,
          "the metadata token is missing or not in force: get one with PUT /latest/api/token");
  private static final Problem DEFECT =
      Problem.of(ProblemCode.INTERNAL, "jvc failed: its log says more");

  private final ImdsParts parts;
  private final MetadataTokens tokens;
  private volatile ServedProfile served;

  MetadataRoute(ImdsParts parts, ServedProfile served) {
    this.parts = parts;
    this.tokens = new MetadataTokens(parts.bootClock(), parts.random());
    this.served = served;
  }

  ServedProfile served() {
    return served;
  }

  /** Serves another profile from now on; tokens for the one before are no longer good. */
  void serve(ServedProfile other) {
    if (!other.equals(served)) {
      served = other;
      tokens.revokeAll();
    }
  }

  /** Ends every session token. */
  void revokeTokens() {
    tokens.revokeAll();
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long began = System.nanoTime();
    int status;
    try {
      status = send(request, response, answer(request));
    } catch (RuntimeException defect) {
      if (response.isSent()) {
        throw defect;
      }
      LOG.log(System.Logger.Level.ERROR, "a request for metadata failed", defect);
      status = send(request, response, new Answer.Refused(DEFECT));
    }
    parts.witness().answered(status, System.nanoTime() - began);
  }

  private Answer answer(ServerRequest request) {
    String path = plain(request.prologue().uriPath().rawPath());
    boolean put = request.prologue().method().equals(PUT);
    if (path.equals(TOKEN_PATH)) {
      return put ? token(request.headers()) : new Answer.NotAllowed(List.of("PUT"));
    }
    if (put) {
      return new Answer.NotAllowed(List.of("GET", "HEAD"));
    }
    ServedProfile now = served;
    Problem refused = refusal(request.headers(), now);
    return refused == null
        ? new Metadata(parts, now).at(path, connection(request))
        : new Answer.Refused(refused);
  }

  private static Connection connection(ServerRequest request) {
    return new Connection(request.remotePeer().port(), request.localPeer().port());
  }

  private Answer token(ServerRequestHeaders headers) {
    if (!headers.contains(TTL) || headers.get(TTL).valueCount() > 1) {
      return new Answer.Refused(BAD_TTL);
    }
    String asked = headers.get(TTL).get();
    int seconds = SECONDS.matcher(asked).matches() ? Integer.parseInt(asked) : 0;
    return seconds >= MetadataTokens.MIN_SECONDS && seconds <= MetadataTokens.MAX_SECONDS
        ? new Answer.Token(tokens.issue(seconds), seconds)
        : new Answer.Refused(BAD_TTL);
  }

  private @Nullable Problem refusal(ServerRequestHeaders headers, ServedProfile now) {
    if (!headers.contains(TOKEN)) {
      return now.v1() ? null : NO_TOKEN;
    }
    Header token = headers.get(TOKEN);
    if (token.valueCount() > 1) {
      return TWO_TOKENS;
    }
    return tokens.accepts(token.get()) ? null : NO_TOKEN;
  }

  /** The path with one slash at its beginning and none at its end, which clients vary. */
  private static String plain(String raw) {
    String path = raw.startsWith("//") ? raw.substring(1) : raw;
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static int send(ServerRequest request, ServerResponse response, Answer answer) {
    return switch (answer) {
      case Answer.Text(String text) ->
          Reply.send(request, response, 200, TEXT, text.getBytes(StandardCharsets.US_ASCII));
      case Answer.Json(byte[] document) ->
          Reply.send(request, response, 200, AnswerHeaders.JSON, document);
      case Answer.Token token -> {
        response.header(HeaderValues.create(TTL, token.seconds()));
        byte[] text = token.reveal().getBytes(StandardCharsets.US_ASCII);
        yield Reply.send(request, response, 200, TEXT, text);
      }
      case Answer.Refused(Problem problem) -> refuse(request, response, problem);
      case Answer.NotAllowed(List<String> methods) -> {
        response.header(HeaderValues.create(HeaderNames.ALLOW, String.join(", ", methods)));
        yield refuse(
            request,
            response,
            Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "the method is not allowed here"));
      }
    };
  }

  private static int refuse(ServerRequest request, ServerResponse response, Problem problem) {
    int status = ErrorTable.status(problem.code());
    if (status == 503) {
      response.header(RETRY_SOON);
    }
    return Reply.send(request, response, status, AnswerHeaders.JSON, ErrorDocument.of(problem));
  }
}
