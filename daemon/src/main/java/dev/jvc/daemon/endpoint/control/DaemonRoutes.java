package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.access.LastUsers;
import dev.jvc.daemon.access.Program;
import dev.jvc.daemon.access.User;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.imds.ImdsView;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.vending.LoginView;
import dev.jvc.daemon.vending.Overview;
import dev.jvc.daemon.vending.SessionView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The daemon itself ({@code docs/protocol.md}, "The daemon"). */
final class DaemonRoutes {

  private final DaemonFacts facts;
  private final Overview overview;
  private final LastUsers users;
  private final Supplier<List<ImdsView>> imds;

  DaemonRoutes(
      DaemonFacts facts, Overview overview, LastUsers users, Supplier<List<ImdsView>> imds) {
    this.facts = facts;
    this.overview = overview;
    this.users = users;
    this.imds = imds;
  }

  Reply status(ControlRequest request) {
    return Reply.json(
        Members.of()
            .with("version", facts.version())
            .with("pid", facts.pid())
            .with("startedAt", facts.startedAt())
            .with("endpoint", facts.endpoint())
            .with("linkLocal", facts.linkLocal())
            .with("imds", imds.get().stream().map(ImdsRoutes::members).toList())
            .with("controlSocket", facts.controlSocket())
            .with("logins", overview.logins().stream().map(this::login).toList())
            .with("sessions", overview.sessions().stream().map(this::session).toList())
            .with("awsReachable", overview.awsReachable())
            .with("stores", facts.stores().get())
            .with("problems", facts.problems().get())
            .with("degraded", facts.degraded().get())
            .map());
  }

  Reply health(ControlRequest request) {
    Map<String, String> failed = facts.failedChecks().get();
    if (failed.isEmpty()) {
      return Reply.json(Members.of().with("status", "UP").map());
    }
    Members members = Members.of().with("status", "DOWN").with("checks", failed);
    return new Reply(503, Reply.JSON, JsonObject.write(members.map()));
  }

  Reply reload(ControlRequest request) {
    return Reply.json(Members.of().with("problems", facts.reload().get()).map());
  }

  Reply stop(ControlRequest request) {
    facts.stop().run();
    return Reply.accepted();
  }

  private Members login(LoginView login) {
    return Members.of()
        .with("key", login.key())
        .with("mfaSerial", login.mfaSerial())
        .with("account", login.identity().accountId())
        .with("expiration", login.expiration())
        .with("serves", login.serves())
        .with("users", newest(login.direct()));
  }

  private Members session(SessionView session) {
    CallerIdentity identity = session.identity();
    Problem lastError = session.lastError();
    return Members.of()
        .with("profile", session.profile())
        .with("arn", identity == null ? null : identity.arn())
        .with("expiration", session.expiration())
        .with("nextRefresh", session.nextRefresh())
        .with("lastUsed", session.lastUsed())
        .with("lastError", lastError == null ? null : lastError.message())
        .with("users", newest(List.of(session.profile())));
  }

  /** The last users of some profiles, newest first; no more than one profile has. */
  private List<Members> newest(List<ProfileName> profiles) {
    return profiles.stream()
        .flatMap(profile -> users.of(profile).stream())
        .sorted(Comparator.comparing(User::at).reversed())
        .limit(LastUsers.MOST_USERS)
        .map(DaemonRoutes::user)
        .toList();
  }

  private static Members user(User user) {
    Program program = user.program();
    return Members.of()
        .with("program", program == null ? null : program.name())
        .with("pid", program == null ? null : program.pid())
        .with("how", user.way().wire())
        .with("at", user.at());
  }
}
