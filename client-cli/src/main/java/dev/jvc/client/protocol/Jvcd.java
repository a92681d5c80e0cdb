package dev.jvc.client.protocol;

import dev.jvc.client.control.Answer;
import dev.jvc.client.control.ControlClient;
import dev.jvc.client.control.EventStream;
import dev.jvc.client.control.Limits;
import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The daemon, as the control protocol lets a client see it.
 *
 * <p>Every method throws the {@link Failure} that the daemon's refusal describes.
 */
public final class Jvcd {

  /** What to do when no daemon runs. */
  public interface WhenAbsent {

    /**
     * Returns when a daemon runs now.
     *
     * @throws Failure when the command cannot go on without one
     */
    void daemonIsAbsent() throws Failure;
  }

  /** Learns of every exchange. */
  public interface Trace {

    /** Called after an answer has arrived; {@code path} is never secret. */
    void exchanged(String method, String path, int status, long millis);
  }

  private final ControlClient control;
  private final WhenAbsent whenAbsent;
  private final @Nullable Trace trace;

  public Jvcd(ControlClient control, WhenAbsent whenAbsent, @Nullable Trace trace) {
    this.control = control;
    this.whenAbsent = whenAbsent;
    this.trace = trace;
  }

  /** The failure of a command that needs a running daemon and may not start one. */
  public static Failure notRunning() {
    return Failure.of(ExitCode.DAEMON_UNREACHABLE, "the daemon is not running", "jvc daemon start");
  }

  /** The document of the process credential provider, as it came. */
  public byte[] credentialsDocument(ProfileName profile, Asker asker) throws Failure {
    return ask("GET", pathOf(profile) + "/credentials", null, Limits.AWS, asker.header()).body();
  }

  /** {@code GET /v1/profiles} as it came. */
  public byte[] profilesDocument() throws Failure {
    return get("/v1/profiles");
  }

  /** All profiles, and what is to be mended in the configuration. */
  public Profiles profiles() throws Failure {
    return Profiles.of(JsonObject.parse(profilesDocument()));
  }

  /** One profile. */
  public ProfileState profile(ProfileName profile) throws Failure {
    return ProfileState.of(JsonObject.parse(get(pathOf(profile))));
  }

  /** {@code GET /v1/profiles/{profile}/plan} as it came. */
  public byte[] planDocument(ProfileName profile) throws Failure {
    return get(pathOf(profile) + "/plan");
  }

  /** {@code GET /v1/profiles/{profile}/identity} as it came; asks AWS. */
  public byte[] identityDocument(ProfileName profile) throws Failure {
    return ask("GET", pathOf(profile) + "/identity", null, Limits.AWS).body();
  }

  /** {@code GET /v1/status} as it came. */
  public byte[] statusDocument() throws Failure {
    return get("/v1/status");
  }

  /** A ticket for something that a base key is opened for, or that a login still holds. */
  public TaskAnswer beginTask(TaskRequest request) throws Failure {
    byte[] body = JsonObject.write(request.members());
    return TaskAnswer.of(JsonObject.parse(ask("POST", "/v1/tasks", body, Limits.LOCAL).body()));
  }

  /** Gives a ticket back that was not used. */
  public void giveBack(Ticket ticket) throws Failure {
    // The path holds the ticket and is therefore kept from the trace.
    Answer answer = control.exchange("DELETE", ticket.path(), null, Limits.LOCAL);
    if (answer != null && !answer.isSuccess()) {
      throw Refusal.of(answer);
    }
  }

  /** Drops the login of a profile, or every login; returns the number of sessions dropped. */
  public long dropLogins(@Nullable ProfileName profile) throws Failure {
    String path = profile == null ? "/v1/logins" : "/v1/logins/" + profile.slug();
    return JsonObject.parse(ask("DELETE", path, null, Limits.LOCAL).body()).number("dropped");
  }

  /** Drops every login and session and revokes every child token. */
  public long lock() throws Failure {
    return JsonObject.parse(ask("POST", "/v1/lock", null, Limits.LOCAL).body()).number("dropped");
  }

  /** A token that dies with a process. */
  public ClientToken childToken(ProfileName profile, long pid) throws Failure {
    return token(Map.of("profile", profile.value(), "kind", "child", "pid", pid));
  }

  /** The token of a profile that stays the same until it is replaced. */
  public ClientToken standingToken(ProfileName profile) throws Failure {
    return token(Map.of("profile", profile.value(), "kind", "standing"));
  }

  /** Replaces every standing token; returns their number. */
  public long replaceTokens() throws Failure {
    return JsonObject.parse(ask("DELETE", "/v1/tokens", null, Limits.LOCAL).body())
        .number("revoked");
  }

  /** The metrics in Prometheus's text format, as they came. */
  public byte[] metrics() throws Failure {
    return get("/v1/metrics");
  }

  /** Opens the metrics to whoever has a token for them, which is made unless there is one. */
  public MetricsAccess openMetrics() throws Failure {
    Answer answer = ask("POST", "/v1/metrics/token", null, Limits.LOCAL);
    return MetricsAccess.of(JsonObject.parse(answer.body()));
  }

  /** Takes the token for metrics back; returns whether there was one. */
  public boolean closeMetrics() throws Failure {
    return JsonObject.parse(ask("DELETE", "/v1/metrics/token", null, Limits.LOCAL).body())
        .flag("revoked");
  }

  /**
   * Serves a profile as instance metadata; {@code POST /v1/imds} as it came.
   *
   * @param port null to leave it to the daemon; 0 for any free one
   */
  public byte[] useImds(ProfileName profile, @Nullable Integer port, boolean v1) throws Failure {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("profile", profile.value());
    if (port != null) {
      request.put("port", port);
    }
    request.put("v1", v1);
    return ask("POST", "/v1/imds", JsonObject.write(request), Limits.LOCAL).body();
  }

  /** Serves only what the configuration says again; returns how many listeners that concerned. */
  public long useNoImds() throws Failure {
    return JsonObject.parse(ask("DELETE", "/v1/imds", null, Limits.LOCAL).body()).number("changed");
  }

  /** Where programs find the credentials of a profile; nothing is made for the answer. */
  public Wiring wiring(ProfileName profile) throws Failure {
    return Wiring.of(JsonObject.parse(get(pathOf(profile) + "/wiring")));
  }

  /** AWS files for the commands of {@code jvc exec} that run with a profile. */
  public AwsFilePair execFiles(ProfileName profile) throws Failure {
    return files(profile, "exec");
  }

  /** AWS files for every program of the desktop, of which a profile is the default. */
  public AwsFilePair desktopFiles(ProfileName profile) throws Failure {
    return files(profile, "desktop");
  }

  private AwsFilePair files(ProfileName profile, String purpose) throws Failure {
    byte[] body = JsonObject.write(Map.of("profile", profile.value(), "for", purpose));
    return AwsFilePair.of(JsonObject.parse(ask("POST", "/v1/files", body, Limits.LOCAL).body()));
  }

  /** Takes the AWS files of the desktop away; returns whether there were any. */
  public boolean removeDesktopFiles() throws Failure {
    return JsonObject.parse(ask("DELETE", "/v1/files", null, Limits.LOCAL).body()).flag("removed");
  }

  /** What keeps the daemon from being well, one sentence each; empty when it is. */
  public List<String> ailments() throws Failure {
    Answer answer = control.exchange("GET", "/v1/health", null, Limits.LOCAL);
    if (answer == null) {
      throw notRunning();
    }
    JsonObject body = JsonObject.parse(answer.body());
    if (body.string("status").equals("UP")) {
      return List.of();
    }
    List<String> ailments = new ArrayList<>();
    body.object("checks").texts().forEach((what, why) -> ailments.add(what + ": " + why));
    return ailments.isEmpty() ? List.of("the daemon says that it is down") : ailments;
  }

  /** Makes the daemon read its configuration now; returns what is to be mended in it. */
  public List<String> reload() throws Failure {
    return JsonObject.parse(ask("POST", "/v1/reload", null, Limits.LOCAL).body())
        .strings("problems");
  }

  /** Asks the daemon to end, which it does within three seconds. */
  public void stop() throws Failure {
    ask("POST", "/v1/stop", null, Limits.LOCAL);
  }

  /** What happens in the daemon from now on. */
  public EventStream events() throws Failure {
    EventStream events = control.listen("/v1/events");
    if (events == null) {
      whenAbsent.daemonIsAbsent();
      events = control.listen("/v1/events");
    }
    if (events == null) {
      throw notRunning();
    }
    return events;
  }

  private ClientToken token(Map<String, ?> request) throws Failure {
    byte[] body = JsonObject.write(request);
    return ClientToken.of(JsonObject.parse(ask("POST", "/v1/tokens", body, Limits.LOCAL).body()));
  }

  private static String pathOf(ProfileName profile) {
    return "/v1/profiles/" + profile.slug();
  }

  private byte[] get(String path) throws Failure {
    return ask("GET", path, null, Limits.LOCAL).body();
  }

  private Answer ask(String method, String path, byte @Nullable [] body, Limits limits)
      throws Failure {
    return ask(method, path, body, limits, "");
  }

  private Answer ask(
      String method, String path, byte @Nullable [] body, Limits limits, String caller)
      throws Failure {
    long start = System.nanoTime();
    Answer answer = control.exchange(method, path, body, limits, caller);
    if (answer == null) {
      whenAbsent.daemonIsAbsent();
      answer = control.exchange(method, path, body, limits, caller);
    }
    if (answer == null) {
      throw notRunning();
    }
    if (trace != null) {
      trace.exchanged(method, path, answer.status(), (System.nanoTime() - start) / 1_000_000);
    }
    if (!answer.isSuccess()) {
      throw Refusal.of(answer);
    }
    return answer;
  }
}
