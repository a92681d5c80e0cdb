package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.DirectTransportRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TransportErrorsTest {

  private static DirectHandler.TransportResponse answer(EventType type, String method) {
    ServerResponseHeaders headers = ServerResponseHeaders.create();
    headers.set(HeaderNames.LOCATION, "CANARY");
    return TransportErrors.handlers()
        .handler(type)
        .handle(
            DirectTransportRequest.create("HTTP/1.1", method, "/CANARY"),
            type,
            type.defaultStatus(),
            headers,
            "CANARY of Helidon");
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void nothingOfHelidonsWordsIsLeft(EventType type) {
    DirectHandler.TransportResponse answer = answer(type, "GET");
    String body = new String(answer.entity().orElseThrow(), StandardCharsets.UTF_8);

    boolean ours = type.defaultStatus().code() >= 500;
    assertEquals(ours ? 500 : 400, answer.status().code());
    assertTrue(
        body.startsWith(ours ? "{\"code\":\"Internal\"," : "{\"code\":\"BadRequest\","), body);
    assertTrue(body.contains("\"Code\":") && body.contains("\"Message\":"), body);
    assertFalse((body + answer.headers()).contains("CANARY"));
    assertEquals("application/json", answer.headers().get(HeaderNames.CONTENT_TYPE).get());
    assertEquals("no-store", answer.headers().get(HeaderNames.CACHE_CONTROL).get());
    assertFalse(answer.keepAlive());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void aHeadGetsNoBody(EventType type) {
    assertEquals(0, answer(type, "HEAD").entity().map(body -> body.length).orElse(0));
  }
}
