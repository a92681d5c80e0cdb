package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.endpoint.answer.ErrorTable;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Leads a request on the control socket to its route, and every failure to one shape of answer. */
final class ControlRouting {

  private static final Logger LOG = System.getLogger(ControlRouting.class.getName());
  private static final HeaderName PROTOCOL = HeaderNames.create("Jvc-Protocol");
  private static final String VERSION = "1";

  private final TaskRoutes tasks;
  private final ProfileRoutes profiles;
  private final SessionRoutes sessions;
  private final TokenRoutes tokens;
  private final FileRoutes files;
  private final ImdsRoutes imds;
  private final DaemonRoutes daemon;
  private final MetricsRoutes metrics;
  private final EventStream events;

  ControlRouting(
      TaskRoutes tasks,
      ProfileRoutes profiles,
      SessionRoutes sessions,
      TokenRoutes tokens,
      FileRoutes files,
      ImdsRoutes imds,
      DaemonRoutes daemon,
      MetricsRoutes metrics,
      EventStream events) {
    this.tasks = tasks;
    this.profiles = profiles;
    this.sessions = sessions;
    this.tokens = tokens;
    this.files = files;
    this.imds = imds;
    this.daemon = daemon;
    this.metrics = metrics;
    this.events = events;
  }

  void addTo(HttpRouting.Builder routing) {
    routing
        .post("/v1/tasks", handler(tasks::open))
        .get("/v1/tasks/{ticket}", handler(tasks::show))
        .post("/v1/tasks/{ticket}/deposit", handler(tasks::deposit))
        .delete("/v1/tasks/{ticket}", handler(tasks::giveUp))
        .get("/v1/profiles", handler(profiles::list))
        .get("/v1/profiles/{profile}", handler(profiles::show))
        .get("/v1/profiles/{profile}/plan", handler(profiles::plan))
        .get("/v1/profiles/{profile}/wiring", handler(files::wiring))
        .get("/v1/profiles/{profile}/credentials", handler(profiles::credentials))
        .get("/v1/profiles/{profile}/identity", handler(profiles::identity))
        .delete("/v1/logins", handler(sessions::logoutAll))
        .delete("/v1/logins/{profile}", handler(sessions::logout))
        .post("/v1/lock", handler(sessions::lock))
        .post("/v1/tokens", handler(tokens::issue))
        .delete("/v1/tokens", handler(tokens::replaceStanding))
        .post("/v1/files", handler(files::make))
        .delete("/v1/files", handler(files::removeDesktop))
        .post("/v1/imds", handler(imds::use))
        .delete("/v1/imds", handler(imds::useNone))
        .get("/v1/status", handler(daemon::status))
        .get("/v1/health", handler(daemon::health))
        .get("/v1/metrics", handler(metrics::show))
        .post("/v1/metrics/token", handler(metrics::issueToken))
        .delete("/v1/metrics/token", handler(metrics::revokeToken))
        .post("/v1/reload", handler(daemon::reload))
        .post("/v1/stop", handler(daemon::stop))
        .get("/v1/events", this::stream)
        .any(
            handler(request -> {
              throw new ProblemException(
                  Problem.of(ProblemCode.NOT_FOUND, "no such route on the control socket"));
            }));
  }

  private void stream(ServerRequest request, ServerResponse response) {
    try {
      requireVersion(request);
      events.serve(() -> {
        response.header(HeaderValues.create(PROTOCOL, VERSION));
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/event-stream"));
        return response.outputStream();
      });
    } catch (ProblemException refused) {
      send(response, failure(refused.problem()));
    }
  }

  private static Handler handler(Action action) {
    return (request, response) -> send(response, answer(action, request));
  }

  @SuppressWarnings("IllegalCatch")
  private static Reply answer(Action action, ServerRequest request) {
    try {
      requireVersion(request);
      return action.answer(new ControlRequest(request));
    } catch (ProblemException refused) {
      return failure(refused.problem());
    } catch (JsonException malformed) {
      return failure(Problem.of(ProblemCode.BAD_REQUEST, "bad request: " + malformed.getMessage()));
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "a control request failed", defect);
      return failure(
          Problem.of(ProblemCode.INTERNAL, "the daemon failed: jvc daemon logs says more"));
    }
  }

  private static void requireVersion(ServerRequest request) throws ProblemException {
    String asked = request.headers().first(PROTOCOL).orElse(VERSION);
    if (!asked.equals(VERSION)) {
      throw new ProblemException(
          new Problem(
              ProblemCode.BAD_REQUEST,
              "jvc and jvcd are of different versions: restart the daemon",
              "jvc daemon stop"));
    }
  }

  private static Reply failure(Problem problem) {
    Members members =
        Members.of()
            .with("code", problem.code().wire())
            .with("message", problem.message())
            .with("hint", problem.hint())
            .with("exitCode", problem.code().exit().code());
    return new Reply(
        ErrorTable.status(problem.code()), Reply.JSON, JsonObject.write(members.map()));
  }

  private static void send(ServerResponse response, Reply reply) {
    response.status(reply.status());
    response.header(HeaderValues.create(PROTOCOL, VERSION));
    if (reply.body().length > 0) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, reply.contentType()));
    }
    response.send(reply.body());
  }
}
