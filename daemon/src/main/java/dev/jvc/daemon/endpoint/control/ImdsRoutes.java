package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.imds.ImdsListeners;
import dev.jvc.daemon.endpoint.imds.ImdsView;
import dev.jvc.daemon.endpoint.imds.ServedProfile;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Instance metadata listeners ({@code docs/protocol.md}, "Instance metadata"). */
final class ImdsRoutes {

  private static final int HIGHEST_PORT = 65_535;

  private final ImdsListeners listeners;

  ImdsRoutes(ImdsListeners listeners) {
    this.listeners = listeners;
  }

  Reply use(ControlRequest request) throws ProblemException, JsonException {
    JsonObject body = request.body();
    ProfileName profile = ControlRequest.profile(body);
    Integer port = port(body.optionalNumber("port"));
    boolean v1 = body.flag("v1");
    body.requireNothingElse();
    return Reply.json(members(listeners.use(new ServedProfile(profile, v1), port)).map());
  }

  Reply useNone(ControlRequest request) {
    return Reply.json(Members.of().with("changed", listeners.useNone()).map());
  }

  static Members members(ImdsView view) {
    return Members.of()
        .with("endpoint", view.endpoint())
        .with("profile", view.profile())
        .with("v1", view.v1())
        .with("configured", view.configured());
  }

  private static @Nullable Integer port(@Nullable Long number) throws ProblemException {
    if (number == null) {
      return null;
    }
    if (number < 0 || number > HIGHEST_PORT) {
      throw new ProblemException(
          Problem.of(ProblemCode.BAD_REQUEST, "port must be a number from 0 to 65535"));
    }
    return number.intValue();
  }
}
