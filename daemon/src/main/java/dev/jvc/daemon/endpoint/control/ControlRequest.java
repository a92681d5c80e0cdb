package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.access.Caller;
import dev.jvc.daemon.access.Way;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request on the control socket, reduced to what the routes need of it. */
final class ControlRequest {

  private static final HeaderName CALLER = HeaderNames.create("Jvc-Caller");
  private static final Pattern CALLER_VALUE =
      Pattern.compile("(credential-process|exec|export|check) ([1-9][0-9]{0,9})");

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

  /**
   * Who the credentials are for, as the header {@code Jvc-Caller} says.
   *
   * @throws ProblemException when it says something else
   */
  Caller caller() throws ProblemException {
    Optional<String> said = request.headers().first(CALLER);
    if (said.isEmpty()) {
      return new Caller.Owner(Way.CONTROL, 0);
    }
    Matcher matcher = CALLER_VALUE.matcher(said.get());
    if (!matcher.matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.BAD_REQUEST,
              "Jvc-Caller must be credential-process, exec, export or check, and the number of a process"));
    }
    long pid = Long.parseLong(matcher.group(2));
    return switch (matcher.group(1)) {
      case "credential-process" -> new Caller.Owner(Way.CREDENTIAL_PROCESS, pid);
      case "exec" -> new Caller.Owner(Way.EXEC, pid);
      case "export" -> new Caller.Owner(Way.EXPORT, pid);
      default -> new Caller.Nobody();
    };
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
