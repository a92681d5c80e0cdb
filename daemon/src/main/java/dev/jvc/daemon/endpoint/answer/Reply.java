package dev.jvc.daemon.endpoint.answer;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** How every route for SDKs sends what it has decided. */
public final class Reply {

  private Reply() {}

  /**
   * Sends a body with the headers that make it safe; to {@code HEAD} its length only (RFC 9110,
   * section 9.3.2).
   *
   * @return the status
   */
  public static int send(
      ServerRequest request, ServerResponse response, int status, Header type, byte[] body) {
    if (status != 200) {
      response.status(Status.create(status));
    }
    response.header(type);
    for (Header header : AnswerHeaders.SAFETY) {
      response.header(header);
    }
    if (request.prologue().method().equals(Method.HEAD)) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length)));
      response.send();
    } else {
      response.send(body);
    }
    return status;
  }
}
