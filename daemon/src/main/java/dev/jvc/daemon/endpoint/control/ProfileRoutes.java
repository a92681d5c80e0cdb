package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.access.Caller;
import dev.jvc.daemon.access.LastUsers;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.profile.SessionPlan;
import dev.jvc.daemon.vending.Broker;
import dev.jvc.daemon.vending.IdentityChecker;
import dev.jvc.daemon.vending.Overview;
import dev.jvc.daemon.vending.ProfileView;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of profiles, and their credentials ({@code docs/protocol.md}, "Profiles"). */
final class ProfileRoutes {

  private final Overview overview;
  private final Broker broker;
  private final PlanSource plans;
  private final Function<ProfileName, @Nullable String> keyTails;
  private final Function<SessionCredentials, byte[]> processDocument;
  private final LastUsers users;
  private final Supplier<List<String>> problems;

  ProfileRoutes(
      Overview overview,
      Broker broker,
      PlanSource plans,
      Function<ProfileName, @Nullable String> keyTails,
      Function<SessionCredentials, byte[]> processDocument,
      LastUsers users,
      Supplier<List<String>> problems) {
    this.overview = overview;
    this.broker = broker;
    this.plans = plans;
    this.keyTails = keyTails;
    this.processDocument = processDocument;
    this.users = users;
    this.problems = problems;
  }

  Reply list(ControlRequest request) {
    return Reply.json(
        Members.of()
            .with("profiles", overview.profiles().stream().map(this::profile).toList())
            .with("problems", problems.get())
            .map());
  }

  Reply show(ControlRequest request) throws ProblemException {
    return Reply.json(profile(overview.profile(request.profile())).map());
  }

  Reply plan(ControlRequest request) throws ProblemException {
    SessionPlan plan = plans.plan(request.profile());
    return Reply.json(
        Members.of()
            .with("profile", plan.profile())
            .with("steps", plans.steps(plan))
            .with(
                "values",
                plan.sources().stream()
                    .map(value ->
                        Members.of()
                            .with("name", value.name())
                            .with("value", value.value())
                            .with("source", value.source()))
                    .toList())
            .map());
  }

  Reply credentials(ControlRequest request) throws ProblemException {
    ProfileName profile = request.profile();
    Caller caller = request.caller();
    return switch (broker.vendPatiently(profile, Broker.MAXIMUM_PATIENCE)) {
      case Vend.Granted granted -> {
        users.used(profile, caller);
        yield Reply.of(Reply.JSON, processDocument.apply(granted.grant().credentials()));
      }
      case Vend.NeedsPerson needs -> throw new ProblemException(needs.problem());
      case Vend.Denied denied -> throw new ProblemException(denied.problem());
      case Vend.Unavailable unavailable -> throw new ProblemException(unavailable.problem());
    };
  }

  Reply identity(ControlRequest request) throws ProblemException {
    IdentityChecker.Identity identity = broker.identity(request.profile());
    return Reply.json(
        Members.of()
            .with("account", identity.account())
            .with("arn", identity.arn())
            .with("userId", identity.userId())
            .map());
  }

  private Members profile(ProfileView view) {
    ProfileName key = view.key();
    Problem problem = view.problem();
    return Members.of()
        .with("profile", view.profile())
        .with("key", key)
        .with("store", view.store())
        .with("keyTail", key == null ? null : keyTails.apply(key))
        .with("region", view.region())
        .with("role", view.role())
        .with("login", view.login().wire())
        .with("loginExpiration", view.loginExpiration())
        .with("session", view.session().wire())
        .with("sessionExpiration", view.sessionExpiration())
        .with("problem", problem == null ? null : problem.message());
  }
}
