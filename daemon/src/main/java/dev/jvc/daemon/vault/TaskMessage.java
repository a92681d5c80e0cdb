package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /v1/tasks/{ticket}}, read ({@code docs/protocol.md}, "Tasks"). */
final class TaskMessage {

  private TaskMessage() {}

  /**
   * The task in a message; members that are not known are ignored.
   *
   * @throws JsonException when a member is missing or of the wrong type
   * @throws IllegalArgumentException when a member has a value that no daemon sends
   */
  static Task read(byte[] body) throws JsonException {
    JsonObject message = JsonObject.parse(body);
    ProfileName profile = new ProfileName(message.string("profile"));
    ProfileName key = new ProfileName(message.string("key"));
    String store = message.string("store");
    String task = message.string("task");
    return switch (task) {
      case "add" -> new Task.Add(profile, key, store, aws(message));
      case "import" -> new Task.Import(profile, key, store, aws(message));
      case "remove" -> new Task.Remove(profile, key, store);
      case "move" -> new Task.Move(profile, key, store);
      case "login" -> new Task.Login(profile, store, login(message, key), aws(message));
      default -> throw new IllegalArgumentException("unknown task");
    };
  }

  private static Task.Aws aws(JsonObject message) throws JsonException {
    String endpoint = message.optionalString("endpoint");
    JsonObject environment = message.object("awsEnvironment");
    return new Task.Aws(
        new StsEndpoint(message.string("region"), endpoint == null ? null : URI.create(endpoint)),
        environment == null ? Map.of() : environment.asStrings());
  }

  private static LoginRequest login(JsonObject message, ProfileName key) throws JsonException {
    String mfaSerial = message.optionalString("mfaSerial");
    return switch (message.string("call")) {
      case "GetSessionToken" -> new LoginRequest.SessionToken(key, mfaSerial, seconds(message));
      case "AssumeRole" ->
          new LoginRequest.DirectRole(key, mfaSerial, role(message.object("role")));
      default -> throw new IllegalArgumentException("unknown call");
    };
  }

  private static RoleRequest role(@Nullable JsonObject role) throws JsonException {
    if (role == null) {
      throw new IllegalArgumentException("no role to assume");
    }
    JsonObject tags = role.object("tags");
    return new RoleRequest(
        new RoleArn(role.string("roleArn")),
        role.string("sessionName"),
        seconds(role),
        role.optionalString("externalId"),
        tags == null ? Map.of() : tags.asStrings(),
        Set.copyOf(role.strings("transitiveTagKeys")),
        role.optionalString("sourceIdentity"));
  }

  private static Duration seconds(JsonObject object) throws JsonException {
    return Duration.ofSeconds(object.number("durationSeconds"));
  }
}
