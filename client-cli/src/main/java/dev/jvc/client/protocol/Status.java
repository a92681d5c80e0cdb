package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the daemon is doing; texts are empty where they do not apply.
 *
 * @param endpoint the address that SDKs fetch credentials from
 * @param awsReachable whether the last call to AWS was answered
 * @param stores where base keys go
 * @param problems what is to be mended in the configuration
 * @param degraded protections that do not hold on this machine
 */
public record Status(
    String version,
    long pid,
    String startedAt,
    String endpoint,
    List<String> linkLocal,
    List<ImdsListener> imds,
    String controlSocket,
    List<Login> logins,
    List<Session> sessions,
    boolean awsReachable,
    Stores stores,
    List<String> problems,
    List<String> degraded) {

  public Status {
    linkLocal = List.copyOf(linkLocal);
    imds = List.copyOf(imds);
    logins = List.copyOf(logins);
    sessions = List.copyOf(sessions);
    problems = List.copyOf(problems);
    degraded = List.copyOf(degraded);
  }

  /**
   * A login session.
   *
   * @param serves the profiles that it gives credentials to
   * @param users who was given the login session itself last, newest first
   */
  public record Login(
      String key,
      String mfaSerial,
      String account,
      String expiration,
      List<String> serves,
      List<User> users) {

    public Login {
      serves = List.copyOf(serves);
      users = List.copyOf(users);
    }

    private static Login of(JsonObject body) throws Failure {
      return new Login(
          body.string("key"),
          body.text("mfaSerial"),
          body.text("account"),
          body.text("expiration"),
          body.strings("serves"),
          User.all(body));
    }
  }

  /**
   * A session that is renewed behind the endpoint.
   *
   * @param lastError why it could not be renewed
   * @param users who was given credentials of it last, newest first
   */
  public record Session(
      String profile,
      String arn,
      String expiration,
      String nextRefresh,
      String lastUsed,
      String lastError,
      List<User> users) {

    public Session {
      users = List.copyOf(users);
    }

    private static Session of(JsonObject body) throws Failure {
      return new Session(
          body.string("profile"),
          body.text("arn"),
          body.text("expiration"),
          body.text("nextRefresh"),
          body.text("lastUsed"),
          body.text("lastError"),
          User.all(body));
    }
  }

  /**
   * A program that was given credentials.
   *
   * @param program its name, empty when it is not known
   * @param how the way it got them, such as {@code container}
   */
  public record User(String program, long pid, String how, String at) {

    private static List<User> all(JsonObject body) throws Failure {
      List<User> users = new ArrayList<>();
      for (JsonObject user : body.objects("users")) {
        users.add(
            new User(
                user.text("program"),
                user.text("program").isEmpty() ? 0 : user.number("pid"),
                user.text("how"),
                user.text("at")));
      }
      return users;
    }
  }

  /**
   * Where base keys go.
   *
   * @param configured what the configuration names, such as {@code auto}; empty when the daemon
   *     does not say
   * @param chosen what {@code auto} meant last; empty when nothing was chosen yet
   * @param others why other stores were not chosen, by their names
   * @param profiles the stores of single profiles, by the profiles' names
   */
  public record Stores(
      String configured, String chosen, Map<String, String> others, Map<String, String> profiles) {

    public Stores {
      others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
      profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }

    /** Reads the member {@code stores}. */
    public static Stores of(JsonObject body) throws Failure {
      return new Stores(
          body.text("configured"),
          body.text("chosen"),
          pairs(body.objects("others"), "store", "reason"),
          pairs(body.objects("profiles"), "profile", "store"));
    }

    private static Map<String, String> pairs(List<JsonObject> objects, String name, String value)
        throws Failure {
      Map<String, String> pairs = new LinkedHashMap<>();
      for (JsonObject object : objects) {
        pairs.put(object.string(name), object.text(value));
      }
      return pairs;
    }
  }

  /** Reads the answer to {@code GET /v1/status}. */
  public static Status of(byte[] document) throws Failure {
    JsonObject body = JsonObject.parse(document);
    List<ImdsListener> imds = new ArrayList<>();
    for (JsonObject listener : body.objects("imds")) {
      imds.add(ImdsListener.of(listener));
    }
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
        body.strings("linkLocal"),
        imds,
        body.text("controlSocket"),
        logins,
        sessions,
        body.flag("awsReachable"),
        Stores.of(body.object("stores")),
        body.strings("problems"),
        body.strings("degraded"));
  }
}
