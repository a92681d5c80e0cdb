package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * What the daemon is doing; texts are empty where they do not apply.
 *
 * @param endpoint the address that SDKs fetch credentials from
 * @param awsReachable whether the last call to AWS was answered
 * @param problems what is to be mended in the configuration
 * @param degraded protections that do not hold on this machine
 */
public record Status(
    String version,
    long pid,
    String startedAt,
    String endpoint,
    String controlSocket,
    List<Login> logins,
    List<Session> sessions,
    boolean awsReachable,
    List<String> problems,
    List<String> degraded) {

  public Status {
    logins = List.copyOf(logins);
    sessions = List.copyOf(sessions);
    problems = List.copyOf(problems);
    degraded = List.copyOf(degraded);
  }

  /**
   * A login session.
   *
   * @param serves the profiles that it gives credentials to
   */
  public record Login(
      String key, String mfaSerial, String account, String expiration, List<String> serves) {

    public Login {
      serves = List.copyOf(serves);
    }

    private static Login of(JsonObject body) throws Failure {
      return new Login(
          body.string("key"),
          body.text("mfaSerial"),
          body.text("account"),
          body.text("expiration"),
          body.strings("serves"));
    }
  }

  /**
   * A session that is renewed behind the endpoint.
   *
   * @param lastError why it could not be renewed
   */
  public record Session(
      String profile,
      String arn,
      String expiration,
      String nextRefresh,
      String lastUsed,
      String lastError) {

    private static Session of(JsonObject body) throws Failure {
      return new Session(
          body.string("profile"),
          body.text("arn"),
          body.text("expiration"),
          body.text("nextRefresh"),
          body.text("lastUsed"),
          body.text("lastError"));
    }
  }

  /** Reads the answer to {@code GET /v1/status}. */
  public static Status of(byte[] document) throws Failure {
    JsonObject body = JsonObject.parse(document);
    List<Login> logins = new ArrayList<>();
    for (JsonObject login : body.objects("logins")) {
      logins.add(Login.of(login));
    }
    List<Session> sessions = new ArrayList<>();
    for (JsonObject session : body.objects("sessions")) {
      sessions.add(Session.of(session));
    }
    return new Status(
        body.string("version"),
        body.number("pid"),
        body.text("startedAt"),
        body.text("endpoint"),
        body.text("controlSocket"),
        logins,
        sessions,
        body.flag("awsReachable"),
        body.strings("problems"),
        body.strings("degraded"));
  }
}
