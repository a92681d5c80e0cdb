package dev.jvc.daemon.endpoint.answer;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;

/** The headers that every answer on loopback carries. */
public final class AnswerHeaders {

  /**
   * The content type without a parameter: the AWS SDK for Go compares the whole header before it
   * reads a code from an error.
   */
  public static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  /** Prometheus's text format. */
  public static final Header PROMETHEUS =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

  /** Keeps credentials out of caches and away from web pages. */
  public static final List<Header> SAFETY =
      List.of(
          HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"),
          HeaderValues.createCached(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff"),
          HeaderValues.createCached(
              HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin"));

  private AnswerHeaders() {}
}
