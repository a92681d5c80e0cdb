package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import io.helidon.webserver.http.ServerRequest;

/** A request on the control socket, reduced to what the routes need of it. */
final class ControlRequest {

  private final ServerRequest request;

  ControlRequest(ServerRequest request) {
    this.request = request;
  }

  /** The profile that the path names. */
  ProfileName profile() throws ProblemException {
    return ProfileName.ofSlug(parameter("profile"))
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(ProblemCode.UNKNOWN_PROFILE, "the path does not name a profile")));
  }

  /** The ticket that the path names; a secret for as long as it is good. */
  String ticket() {
    return parameter("ticket");
  }

  /** The body, which must be one JSON object. */
  JsonObject body() throws JsonException {
    return JsonObject.parse(request.content().as(byte[].class));
  }

  /** The profile that a member of the body names. */
  static ProfileName profile(JsonObject body) throws JsonException, ProblemException {
    return profileName(body.string("profile"));
  }

  private static ProfileName profileName(String text) throws ProblemException {
    try {
      return new ProfileName(text);
    } catch (IllegalArgumentException notAName) {
      throw new ProblemException(
          Problem.of(ProblemCode.BAD_REQUEST, String.valueOf(notAName.getMessage())), notAName);
    }
  }

  private String parameter(String name) {
    return request.path().pathParameters().get(name);
  }
}
