package dev.jvc.sandbox;

import dev.jvc.sandbox.fault.Disturbance;
import dev.jvc.sandbox.fault.Faults;
import dev.jvc.sandbox.iam.Iam;
import dev.jvc.sandbox.identity.Authenticator;
import dev.jvc.sandbox.identity.Caller;
import dev.jvc.sandbox.identity.TemporaryKeys;
import dev.jvc.sandbox.sts.Sts;
import dev.jvc.sandbox.wire.Answer;
import dev.jvc.sandbox.wire.Api;
import dev.jvc.sandbox.wire.Parameters;
import dev.jvc.sandbox.wire.QueryRequest;
import dev.jvc.sandbox.wire.Refusal;
import dev.jvc.sandbox.wire.Xml;
import dev.jvc.sandbox.world.Ids;
import dev.jvc.sandbox.world.World;
import io.helidon.webserver.CloseConnectionException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One query API call from the raw request to the answer: faults first, then signature, then the
 * operation.
 */
final class QueryEndpoint {
  static final Set<String> OPERATIONS =
      Stream.of(Api.values())
          .flatMap(api -> operations(api).stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final int LARGEST_BODY = 256 * 1024;

  private final World world;
  private final Faults faults;
  private final Calls calls;
  private final Pause pause;
  private final Authenticator authenticator;
  private final Sts sts;
  private final Iam iam = new Iam();

  QueryEndpoint(World world, TemporaryKeys temporaryKeys, Faults faults, Calls calls, Pause pause) {
    this.world = world;
    this.faults = faults;
    this.calls = calls;
    this.pause = pause;
    this.authenticator = new Authenticator(world, temporaryKeys);
    this.sts = new Sts(world, temporaryKeys);
  }

  /** An answer with the service's time when it was given and its request id. */
  record Reply(Answer answer, Instant date, String requestId) {}

  private record Operation(Api api, String name, Parameters parameters) {}

  /**
   * Answers a call.
   *
   * @throws CloseConnectionException when a fault wants no answer at all
   */
  Reply answer(QueryRequest request) {
    String requestId = Ids.requestId();
    try {
      return answer(request, operation(request), requestId);
    } catch (Refusal refusal) {
      return new Reply(
          Answer.refused(Api.STS, refusal, requestId), world.clock().instant(), requestId);
    }
  }

  private Reply answer(QueryRequest request, Operation operation, String requestId) {
    calls.arrived(operation.name(), operation.parameters().get("TokenCode") != null);
    Disturbance disturbance = faults.hit(operation.name());
    pause.of(disturbance.delay());
    Instant now = world.clock().instant().plus(disturbance.clockAhead());
    Optional<Answer> instead = Interruption.of(disturbance, operation.api(), requestId);
    if (instead.isPresent()) {
      finish(operation, null, "fault");
      return new Reply(instead.get(), now, requestId);
    }
    return new Reply(carryOut(request, operation, now, disturbance, requestId), now, requestId);
  }

  private Answer carryOut(
      QueryRequest request,
      Operation operation,
      Instant now,
      Disturbance disturbance,
      String requestId) {
    Authenticator.@Nullable Signer signer = null;
    try {
      signer = authenticator.authenticate(request, operation.api(), now);
      Optional<Xml> result = perform(operation, signer.caller(), now, disturbance);
      finish(operation, signer, Calls.Call.GRANTED);
      return Answer.granted(operation.api(), operation.name(), result, requestId);
    } catch (Refusal refusal) {
      finish(operation, signer, refusal.code());
      return Answer.refused(operation.api(), refusal, requestId);
    }
  }

  private Optional<Xml> perform(
      Operation operation, Caller caller, Instant now, Disturbance disturbance) {
    return switch (operation.api()) {
      case STS ->
          Optional.of(sts.call(operation.name(), caller, operation.parameters(), now, disturbance));
      case IAM -> iam.call(operation.name(), caller, operation.parameters(), now);
    };
  }

  private static Set<String> operations(Api api) {
    return switch (api) {
      case STS -> Sts.OPERATIONS;
      case IAM -> Iam.OPERATIONS;
    };
  }

  private void finish(Operation operation, Authenticator.@Nullable Signer signer, String outcome) {
    calls.finished(
        new Calls.Call(
            operation.name(),
            signer == null ? null : signer.accessKeyId(),
            signer == null ? null : signer.region(),
            outcome,
            operation.parameters().asMap()));
  }

  private static Operation operation(QueryRequest request) {
    if (!request.path().equals("/")) {
      throw new Refusal(404, "UnknownOperationException", "There is nothing at this path");
    }
    if (request.body().length() > LARGEST_BODY) {
      throw new Refusal(
          413,
          "RequestEntityTooLarge",
          "The request body has more than " + LARGEST_BODY + " bytes");
    }
    Parameters query = Parameters.decode(request.query());
    Parameters parameters =
        switch (request.method()) {
          case "GET" -> query;
          case "POST" -> Parameters.decode(request.body());
          default ->
              throw new Refusal(405, "UnsupportedHttpVerb", "Use GET or POST for the query API");
        };
    String name = parameters.get("Action");
    if (name == null) {
      throw new Refusal(400, "MissingAction", "The request is missing an Action parameter");
    }
    String version = parameters.find("Version").orElse("");
    return Api.ofVersion(version)
        .filter(api -> operations(api).contains(name))
        .map(api -> new Operation(api, name, parameters))
        .orElseThrow(() ->
            new Refusal(
                400,
                "InvalidAction",
                "Could not find operation " + name + " for version " + version));
  }
}
