package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.awsfiles.AwsFiles;
import dev.jvc.daemon.awsfiles.FilePair;
import dev.jvc.daemon.awsfiles.Purpose;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.profile.SessionPlan;
import java.io.IOException;

/** AWS files for programs, and where they are ({@code docs/protocol.md}, "AWS files"). */
final class FileRoutes {

  private final AwsFiles files;
  private final ClientTokens tokens;
  private final PlanSource plans;
  private final DaemonFacts facts;

  FileRoutes(AwsFiles files, ClientTokens tokens, PlanSource plans, DaemonFacts facts) {
    this.files = files;
    this.tokens = tokens;
    this.plans = plans;
    this.facts = facts;
  }

  /** Only says where everything would be. */
  Reply wiring(ControlRequest request) throws ProblemException {
    SessionPlan plan = plans.plan(request.profile());
    FilePair pair = files.desktop();
    return Reply.json(
        Members.of()
            .with("profile", plan.profile())
            .with("uri", facts.endpoint().resolve("/v1/credentials/" + plan.profile().slug()))
            .with("uriStays", facts.endpointStays())
            .with("region", plan.sts().region())
            .with("tokenFile", tokens.standingFile(plan.profile()))
            .with("config", pair.config())
            .with("credentials", pair.credentials())
            .map());
  }

  Reply make(ControlRequest request) throws ProblemException, JsonException {
    JsonObject body = request.body();
    ProfileName profile = ControlRequest.profile(body);
    String purpose = body.string("for");
    body.requireNothingElse();
    SessionPlan plan = plans.plan(profile);
    Purpose meant =
        Purpose.of(purpose)
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(ProblemCode.BAD_REQUEST, "for must be exec or desktop")));
    try {
      FilePair pair = files.make(meant, plan.profile());
      return Reply.json(
          Members.of()
              .with("config", pair.config())
              .with("credentials", pair.credentials())
              .with("region", plan.sts().region())
              .map());
    } catch (IOException unwritable) {
      throw failed("AWS files cannot be written: ", unwritable);
    }
  }

  Reply removeDesktop(ControlRequest request) throws ProblemException {
    try {
      return Reply.json(Members.of().with("removed", files.removeDesktop()).map());
    } catch (IOException stuck) {
      throw failed("AWS files cannot be removed: ", stuck);
    }
  }

  private static ProblemException failed(String what, IOException cause) {
    return new ProblemException(Problem.of(ProblemCode.INTERNAL, what + cause.getMessage()), cause);
  }
}
