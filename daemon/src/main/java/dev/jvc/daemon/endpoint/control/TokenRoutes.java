package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.access.ClientToken;
import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.StandingToken;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.profile.SessionPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Client tokens for the HTTP endpoint ({@code docs/protocol.md}, "Client tokens"). */
final class TokenRoutes {

  private final ClientTokens tokens;
  private final PlanSource plans;
  private final URI endpoint;

  TokenRoutes(ClientTokens tokens, PlanSource plans, URI endpoint) {
    this.tokens = tokens;
    this.plans = plans;
    this.endpoint = endpoint;
  }

  Reply issue(ControlRequest request) throws ProblemException, JsonException {
    JsonObject body = request.body();
    ProfileName profile = ControlRequest.profile(body);
    String kind = body.string("kind");
    Long pid = body.optionalNumber("pid");
    body.requireNothingElse();
    // A token for a profile that leads nowhere would only move the error into somebody's SDK.
    SessionPlan plan = plans.plan(profile);
    return switch (kind) {
      case "child" -> child(plan, pid);
      case "standing" -> standing(plan, pid);
      default -> throw badRequest("kind must be child or standing");
    };
  }

  Reply replaceStanding(ControlRequest request) throws ProblemException {
    try {
      return Reply.json(Members.of().with("revoked", tokens.replaceStanding()).map());
    } catch (IOException unwritable) {
      throw unwritable(unwritable);
    }
  }

  private Reply child(SessionPlan plan, @Nullable Long pid) throws ProblemException {
    if (pid == null) {
      throw badRequest("a child token needs the pid of its process");
    }
    try (ClientToken token = tokens.issueChild(plan.profile(), pid)) {
      return answer(plan, token, null);
    }
  }

  private Reply standing(SessionPlan plan, @Nullable Long pid) throws ProblemException {
    if (pid != null) {
      throw badRequest("a standing token has no pid");
    }
    try (StandingToken standing = tokens.standing(plan.profile())) {
      return answer(plan, standing.token(), standing.file());
    } catch (IOException unwritable) {
      throw unwritable(unwritable);
    }
  }

  private Reply answer(SessionPlan plan, ClientToken token, @Nullable Path file) {
    return Reply.json(
        Members.of()
            .with("token", token.value().revealString())
            .with("uri", endpoint.resolve("/v1/credentials/" + plan.profile().slug()))
            .with("region", plan.sts().region())
            .with("tokenFile", file)
            .map());
  }

  private static ProblemException badRequest(String message) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, message));
  }

  private static ProblemException unwritable(IOException cause) {
    return new ProblemException(
        Problem.of(ProblemCode.INTERNAL, "the token cannot be kept: " + cause.getMessage()), cause);
  }
}
