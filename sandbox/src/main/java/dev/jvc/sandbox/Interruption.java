package dev.jvc.sandbox;

import dev.jvc.sandbox.fault.Disturbance;
import dev.jvc.sandbox.fault.Effect;
import dev.jvc.sandbox.fault.Effect.Garbage;
import dev.jvc.sandbox.wire.Answer;
import dev.jvc.sandbox.wire.Api;
import dev.jvc.sandbox.wire.Refusal;
import io.helidon.webserver.CloseConnectionException;
import java.util.Optional;

/** What takes the place of an answer when a fault keeps the call from being carried out. */
final class Interruption {
  private static final String CAPTIVE_PORTAL =
      """
      <!DOCTYPE html>
      <html><head><title>Guest Wi-Fi</title></head>
      <body><form method="post"><p>Please accept the terms to go online.</p>
      <button>Accept</button></form></body></html>
      """;
  private static final String FIRST_HALF =
      "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
          + "<Credentials><AccessKeyId>ASIA";

  private Interruption() {}

  static Optional<Answer> of(Disturbance disturbance, Api api, String requestId) {
    return disturbance.effects().stream()
        .flatMap(effect -> of(effect, api, requestId).stream())
        .findFirst();
  }

  private static Optional<Answer> of(Effect effect, Api api, String requestId) {
    return switch (effect) {
      case Effect.Down() -> throw new CloseConnectionException("down by request");
      case Effect.Throttled() ->
          Optional.of(
              Answer.refused(api, new Refusal(400, "Throttling", "Rate exceeded"), requestId));
      case Effect.ServerError(int status) ->
          Optional.of(Answer.refused(api, serverError(status), requestId));
      case Garbage(Garbage.Kind kind) -> Optional.of(garbage(kind));
      case Effect.Slow _,
          Effect.WrongClock _,
          Effect.Expired _,
          Effect.ShortLived _,
          Effect.OtherRole _ ->
          Optional.empty();
    };
  }

  private static Refusal serverError(int status) {
    return status == 503
        ? new Refusal(503, "ServiceUnavailable", "Service is unable to handle request.")
        : new Refusal(
            status,
            "InternalFailure",
            "The request processing has failed because of an unknown error, exception or failure.");
  }

  private static Answer garbage(Garbage.Kind kind) {
    return switch (kind) {
      case CAPTIVE_PORTAL -> Answer.text(200, "text/html", CAPTIVE_PORTAL);
      case TRUNCATED -> Answer.text(200, "text/xml", FIRST_HALF);
      case EMPTY -> Answer.text(200, "text/xml", "");
    };
  }
}
