package dev.jvc.sandbox;

import dev.jvc.sandbox.wire.QueryRequest;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes query API calls from Helidon and hands their answers back. */
final class HttpFront {
  private final QueryEndpoint endpoint;

  HttpFront(QueryEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  void handle(ServerRequest request, ServerResponse response) {
    QueryEndpoint.Reply reply = endpoint.answer(raw(request));
    response
        .status(Status.create(reply.answer().status()))
        .header(HeaderNames.CONTENT_TYPE, reply.answer().contentType())
        .header(HeaderNames.create("x-amzn-RequestId"), reply.requestId())
        .header(
            HeaderNames.DATE,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(reply.date().atOffset(ZoneOffset.UTC)))
        .send(reply.answer().body().getBytes(StandardCharsets.UTF_8));
  }

  private static QueryRequest raw(ServerRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : request.headers()) {
      headers.put(header.name(), header.allValues());
    }
    return new QueryRequest(
        request.prologue().method().text(),
        request.prologue().uriPath().rawPath(),
        request.prologue().query().rawValue(),
        headers,
        body(request));
  }

  /** The body as UTF-8 text, empty when there is none. */
  static String body(ServerRequest request) {
    return request.content().hasEntity()
        ? new String(request.content().as(byte[].class), StandardCharsets.UTF_8)
        : "";
  }
}
