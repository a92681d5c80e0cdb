package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.access.Caller;
import dev.jvc.daemon.access.Connection;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.profile.SessionPlan;
import java.util.Optional;

/** What is found below {@code /latest} for one profile, whoever asks having been let in. */
final class Metadata {

  static final String CREDENTIALS = "/latest/meta-data/iam/security-credentials";

  private static final Answer NOT_FOUND =
      new Answer.Refused(Problem.of(ProblemCode.NOT_FOUND, "there is no such metadata here"));
  private static final Answer NO_REGION =
      new Answer.Refused(
          Problem.of(ProblemCode.NOT_FOUND, "the profile has no region: set one in ~/.aws/config"));

  private final ImdsParts parts;
  private final ServedProfile served;

  Metadata(ImdsParts parts, ServedProfile served) {
    this.parts = parts;
    this.served = served;
  }

  /**
   * The answer for one path without a slash at its end.
   *
   * @param connection the client's
   */
  Answer at(String path, Connection connection) {
    String role = served.roleName();
    if (path.equals(CREDENTIALS + "/" + role)) {
      return credentials(connection);
    }
    try {
      return switch (path) {
        case CREDENTIALS -> {
          // Credentials are asked for next, once, by clients that wait no longer for them than for
          // this, so that AWS gets the time of both.
          vend(connection);
          yield new Answer.Text(role);
        }
        case "/latest" -> new Answer.Text("dynamic\nmeta-data");
        case "/latest/meta-data" -> new Answer.Text("iam/\ninstance-id\nplacement/");
        case "/latest/meta-data/iam" -> new Answer.Text("info\nsecurity-credentials/");
        case "/latest/meta-data/iam/info" -> info(connection);
        case "/latest/meta-data/instance-id" -> new Answer.Text(MetadataDocuments.INSTANCE_ID);
        case "/latest/meta-data/placement" -> new Answer.Text("availability-zone\nregion");
        case "/latest/meta-data/placement/region" ->
            region().<Answer>map(Answer.Text::new).orElse(NO_REGION);
        case "/latest/meta-data/placement/availability-zone" ->
            region().map(MetadataDocuments::zone).<Answer>map(Answer.Text::new).orElse(NO_REGION);
        case "/latest/dynamic" -> new Answer.Text("instance-identity/");
        case "/latest/dynamic/instance-identity" -> new Answer.Text("document");
        case "/latest/dynamic/instance-identity/document" -> identity();
        default -> NOT_FOUND;
      };
    } catch (ProblemException unplanned) {
      return new Answer.Refused(unplanned.problem());
    }
  }

  private Answer credentials(Connection connection) {
    return switch (vend(connection)) {
      case Vend.Granted(var grant) ->
          new Answer.Json(
              MetadataDocuments.credentials(grant.credentials(), parts.clock().instant()));
      case Vend.NeedsPerson(Problem problem) -> new Answer.Refused(problem);
      case Vend.Denied(Problem problem) -> new Answer.Refused(problem);
      case Vend.Unavailable(Problem problem) -> new Answer.Refused(problem);
    };
  }

  private Answer info(Connection connection) throws ProblemException {
    SessionPlan plan = plan();
    Optional<String> account = MetadataDocuments.account(plan);
    if (account.isPresent()) {
      return info(account.get(), plan);
    }
    return switch (vend(connection)) {
      case Vend.Granted(var grant) -> info(grant.credentials().identity().accountId(), plan);
      case Vend.NeedsPerson(Problem problem) -> new Answer.Refused(problem);
      case Vend.Denied(Problem problem) -> new Answer.Refused(problem);
      case Vend.Unavailable(Problem problem) -> new Answer.Refused(problem);
    };
  }

  private Answer info(String account, SessionPlan plan) {
    String partition = plan.roles().isEmpty() ? "aws" : plan.roles().getLast().role().partition();
    return new Answer.Json(
        MetadataDocuments.info(partition, account, served.roleName(), parts.clock().instant()));
  }

  private Answer identity() throws ProblemException {
    SessionPlan plan = plan();
    return MetadataDocuments.region(plan)
        .<Answer>map(region ->
            new Answer.Json(MetadataDocuments.identity(MetadataDocuments.account(plan), region)))
        .orElse(NO_REGION);
  }

  private Optional<String> region() throws ProblemException {
    return MetadataDocuments.region(plan());
  }

  private SessionPlan plan() throws ProblemException {
    return parts.plans().plan(served.profile());
  }

  private Vend vend(Connection connection) {
    Caller caller = new Caller.OwnProgram(served.profile(), connection);
    return parts.source().vend(caller, served.profile());
  }
}
