package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The daemon as the holder of one ticket sees it ({@code docs/protocol.md}, "Tasks"). */
public final class DaemonClient {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** For giving back a ticket while the process is ending and a person waits for the shell. */
  private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(2);

  private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9_-]{20,128}");
  private static final byte[] NO_BODY = {};

  private final Path socket;
  private final String task;

  /**
   * @param socket the daemon's control socket
   * @param ticket from the variable {@code JVC_TICKET}
   * @throws IllegalArgumentException when it is not shaped like a ticket; the message does not
   *     repeat it
   */
  public DaemonClient(Path socket, String ticket) {
    if (!TICKET.matcher(ticket).matches()) {
      throw new IllegalArgumentException("JVC_TICKET does not hold a ticket");
    }
    this.socket = socket;
    this.task = "/v1/tasks/" + ticket;
  }

  /**
   * Takes a ticket that this process has not been given.
   *
   * @param task what the ticket is for, as the protocol spells it
   */
  static DaemonClient take(Path socket, String task, ProfileName profile)
      throws ProblemException, DaemonUnreachableException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("task", task);
    request.put("profile", profile.value());
    request.put("pid", ProcessHandle.current().pid());
    byte[] answer =
        succeed(exchange(socket, "POST", "/v1/tasks", JsonObject.write(request), LIMIT));
    try {
      return new DaemonClient(socket, JsonObject.parse(answer).string("ticket"));
    } catch (JsonException | IllegalArgumentException malformed) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.INTERNAL, "the daemon gave no ticket: restart it with jvc daemon stop"),
          malformed);
    }
  }

  /** Whether the configuration, or a stored key, makes this a profile. */
  static boolean isProfile(Path socket, ProfileName name)
      throws ProblemException, DaemonUnreachableException {
    HttpAnswer answer = exchange(socket, "GET", "/v1/profiles/" + name.slug(), NO_BODY, LIMIT);
    if (answer.status() == 404) {
      return false;
    }
    succeed(answer);
    return true;
  }

  /** What is to be done. */
  Task task() throws ProblemException, DaemonUnreachableException {
    byte[] message = succeed(exchange("GET", task, NO_BODY, LIMIT));
    try {
      return TaskMessage.read(message);
    } catch (JsonException | IllegalArgumentException unknown) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.INTERNAL,
              "the daemon set a task that this jvc does not know ("
                  + unknown.getMessage()
                  + "): restart it with jvc daemon stop"),
          unknown);
    }
  }

  /** Hands over the session of a login; the daemon takes one per ticket. */
  void deposit(SessionCredentials session) throws ProblemException, DaemonUnreachableException {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("accessKeyId", session.accessKeyId().value());
    members.put("secretAccessKey", session.secretAccessKey().revealString());
    members.put("sessionToken", session.sessionToken().revealString());
    members.put("expiration", session.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
    members.put("accountId", session.identity().accountId());
    members.put("arn", session.identity().arn());
    byte[] body = JsonObject.write(members);
    try {
      succeed(exchange("POST", task + "/deposit", body, LIMIT));
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  /** Says that a key was stored or removed, so that sessions made from the old one are dropped. */
  void keyChanged() throws ProblemException, DaemonUnreachableException {
    succeed(exchange("POST", task + "/deposit", "{}".getBytes(StandardCharsets.US_ASCII), LIMIT));
  }

  /** Says that a key lies in another store now; sessions made from it stay. */
  void keyMoved() throws ProblemException, DaemonUnreachableException {
    keyChanged();
  }

  /**
   * Gives the ticket back, so that another terminal need not wait for it to expire; a daemon that
   * cannot be reached has no ticket to take back.
   */
  public void giveBack() {
    try {
      exchange("DELETE", task, NO_BODY, FAREWELL_LIMIT);
    } catch (DaemonUnreachableException gone) {
      // Its tickets ended with it.
    }
  }

  private HttpAnswer exchange(String method, String target, byte[] body, Duration limit)
      throws DaemonUnreachableException {
    return exchange(socket, method, target, body, limit);
  }

  private static HttpAnswer exchange(
      Path socket, String method, String target, byte[] body, Duration limit)
      throws DaemonUnreachableException {
    try {
      return new ControlSocket(socket, limit).exchange(method, target, body);
    } catch (IOException failed) {
      throw new DaemonUnreachableException(
          "the daemon at " + socket + " cannot be used: " + failed.getMessage(), failed);
    }
  }

  private static byte[] succeed(HttpAnswer answer) throws ProblemException {
    if (answer.status() >= 200 && answer.status() < 300) {
      return answer.body();
    }
    throw new ProblemException(problem(answer));
  }

  private static Problem problem(HttpAnswer answer) {
    try {
      JsonObject body = JsonObject.parse(answer.body());
      return new Problem(
          code(body.string("code")), body.string("message"), body.optionalString("hint"));
    } catch (JsonException notAProblem) {
      return Problem.of(ProblemCode.INTERNAL, "the daemon answered with status " + answer.status());
    }
  }

  private static ProblemCode code(String wire) {
    return Arrays.stream(ProblemCode.values())
        .filter(code -> code.wire().equals(wire))
        .findFirst()
        .orElse(ProblemCode.INTERNAL);
  }
}
