package dev.jvc.daemon.endpoint.guard;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a connection or a request was turned away before any route saw it. */
public enum Refusal {
  /** The other end of the connection belongs to another user, or to another network. */
  FOREIGN_SOCKET(),
  /** The client hung up, wholly or by half, before it was served. */
  GONE(),
  /** The client did not go on in time. */
  STALLED(),
  /** The connection was idle while others waited for one. */
  CROWDED(),
  /** Not HTTP/1, or not as RFC 9112 has it. */
  MALFORMED(ProblemCode.BAD_REQUEST, "the request is not well-formed HTTP/1.1"),
  /** A head over 8 KiB or a line over 2 KiB. */
  TOO_LARGE(ProblemCode.BAD_REQUEST, "the request head is too large"),
  /** Anything but a plain absolute path. */
  TARGET(
      ProblemCode.BAD_REQUEST,
      "the request target must be a plain path: letters, digits, dot, underscore, tilde, hyphen and slash"),
  /** No {@code Host}, or more than one. */
  HOST_COUNT(ProblemCode.BAD_REQUEST, "exactly one Host header is expected"),
  /** A {@code Host} that is not this endpoint's, the mark of DNS rebinding. */
  HOST(
      ProblemCode.FORBIDDEN,
      "the Host header names another server: use http://127.0.0.1 with the port of this one"),
  /** A header that browsers and proxies add and no SDK sends. */
  BROWSER(
      ProblemCode.FORBIDDEN,
      "requests from web pages and through proxies are refused: add 127.0.0.1 to NO_PROXY"),
  /** A method that no route has. */
  METHOD(ProblemCode.METHOD_NOT_ALLOWED, "the method is not allowed here"),
  /** A request body. */
  BODY(ProblemCode.BAD_REQUEST, "a request body is not accepted"),
  /** A token with a blank after it, which an HTTP parser would remove and so let in. */
  PADDED_TOKEN(ProblemCode.BAD_TOKEN, "the client token is followed by a blank: write it as it is");

  private final @Nullable ProblemCode code;
  private final String message;

  Refusal() {
    this.code = null;
    this.message = "";
  }

  Refusal(ProblemCode code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The word for it in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the client is told, or null when it gets no answer at all. */
  @Nullable Problem problem() {
    return code == null ? null : Problem.of(code, message);
  }
}
