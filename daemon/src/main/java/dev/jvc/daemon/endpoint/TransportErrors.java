package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.endpoint.answer.AnswerHeaders;
import dev.jvc.daemon.endpoint.answer.ErrorDocument;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/**
 * Gives the errors that Helidon finds by itself the shape of all others, and none of Helidon's
 * words.
 */
final class TransportErrors implements DirectHandler {

  private static final byte[] BAD_REQUEST =
      ErrorDocument.of(
          Problem.of(ProblemCode.BAD_REQUEST, "the request is not well-formed HTTP/1.1"));
  private static final byte[] INTERNAL =
      ErrorDocument.of(Problem.of(ProblemCode.INTERNAL, "jvc failed: its log says more"));

  static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    TransportErrors errors = new TransportErrors();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, errors);
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    boolean ours = status.code() >= 500;
    ServerResponseHeaders own = ServerResponseHeaders.create();
    own.set(AnswerHeaders.JSON);
    for (Header header : AnswerHeaders.SAFETY) {
      own.set(header);
    }
    return TransportResponse.builder()
        .status(ours ? Status.INTERNAL_SERVER_ERROR_500 : Status.BAD_REQUEST_400)
        .headers(own)
        .entity(request.method().equals("HEAD") ? new byte[0] : ours ? INTERNAL : BAD_REQUEST)
        .keepAlive(false)
        .build();
  }
}
