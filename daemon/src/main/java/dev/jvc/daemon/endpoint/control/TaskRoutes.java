package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.vending.Logins;
import dev.jvc.daemon.vending.Task;
import dev.jvc.daemon.vending.TaskAnswer;
import dev.jvc.daemon.vending.TaskKind;
import dev.jvc.daemon.vending.TaskRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tickets for the vault process, and the sessions it deposits ({@code docs/protocol.md}, "Tasks").
 */
final class TaskRoutes {

  private final Logins logins;
  private final Map<String, String> awsEnvironment;

  TaskRoutes(Logins logins, Map<String, String> awsEnvironment) {
    this.logins = logins;
    this.awsEnvironment = Map.copyOf(awsEnvironment);
  }

  Reply open(ControlRequest request) throws ProblemException, JsonException {
    JsonObject body = request.body();
    String kind = body.string("task");
    Long seconds = body.optionalNumber("durationSeconds");
    TaskRequest task =
        new TaskRequest(
            TaskKind.ofWire(kind)
                .orElseThrow(() -> badRequest("task must be add, import, remove, move or login")),
            ControlRequest.profile(body),
            body.number("pid"),
            seconds == null ? null : Duration.ofSeconds(seconds),
            body.flag("force"));
    body.requireNothingElse();
    return switch (logins.open(task)) {
      case TaskAnswer.Ticketed ticketed -> ticketed(ticketed);
      case TaskAnswer.LoggedIn loggedIn ->
          Reply.json(
              Members.of()
                  .with("task", TaskKind.LOGIN.wire())
                  .with("profile", loggedIn.profile())
                  .with("key", loggedIn.key())
                  .with("loggedInUntil", loggedIn.until())
                  .map());
    };
  }

  Reply show(ControlRequest request) throws ProblemException {
    Task task = logins.task(request.ticket());
    Members members =
        summary(task).with("region", task.sts().region()).with("endpoint", task.sts().override());
    switch (task.login()) {
      case null -> {}
      case LoginRequest.SessionToken ignored -> members.with("call", "GetSessionToken");
      case LoginRequest.DirectRole direct ->
          members.with("call", "AssumeRole").with("role", role(direct.role()));
    }
    return Reply.json(members.with("awsEnvironment", awsEnvironment).map());
  }

  Reply deposit(ControlRequest request) throws ProblemException, JsonException {
    JsonObject body = request.body();
    if (logins.task(request.ticket()).kind() != TaskKind.LOGIN) {
      body.requireNothingElse();
      return Reply.json(Members.of().with("dropped", logins.keyChanged(request.ticket())).map());
    }
    Logins.Deposited deposited = logins.deposit(request.ticket(), session(body));
    return Reply.json(
        Members.of()
            .with("profile", deposited.profile())
            .with("expiration", deposited.expiration())
            .with("serves", deposited.serves())
            .map());
  }

  Reply giveUp(ControlRequest request) {
    logins.giveUp(request.ticket());
    return Reply.noContent();
  }

  private static Reply ticketed(TaskAnswer.Ticketed ticketed) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ticket", ticketed.ticket().revealString());
    members.putAll(summary(ticketed.task()).map());
    return Reply.json(members);
  }

  private static Members summary(Task task) {
    Members members =
        Members.of()
            .with("task", task.kind().wire())
            .with("profile", task.profile())
            .with("key", task.key())
            .with("store", task.store());
    LoginRequest login = task.login();
    return login == null
        ? members
        : members
            .with("mfaSerial", login.mfaSerial())
            .with("durationSeconds", login.duration().toSeconds());
  }

  private static Map<String, Object> role(RoleRequest role) {
    return Members.of()
        .with("roleArn", role.role())
        .with("sessionName", role.sessionName())
        .with("durationSeconds", role.duration().toSeconds())
        .with("externalId", role.externalId())
        .with("tags", role.tags())
        .with("transitiveTagKeys", role.transitiveTagKeys().stream().sorted().toList())
        .with("sourceIdentity", role.sourceIdentity())
        .map();
  }

  private static SessionCredentials session(JsonObject body)
      throws JsonException, ProblemException {
    try {
      SessionCredentials session =
          new SessionCredentials(
              new AccessKeyId(body.string("accessKeyId")),
              Secret.ofString(body.string("secretAccessKey")),
              Secret.ofString(body.string("sessionToken")),
              Instant.parse(body.string("expiration")),
              new CallerIdentity(body.string("accountId"), body.string("arn")));
      body.requireNothingElse();
      return session;
    } catch (IllegalArgumentException | DateTimeParseException malformed) {
      throw badRequest("the deposit is not a session");
    }
  }

  private static ProblemException badRequest(String message) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, message));
  }
}
