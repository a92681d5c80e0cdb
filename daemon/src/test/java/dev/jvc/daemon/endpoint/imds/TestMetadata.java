package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.Grant;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.endpoint.OwnerCheck;
import dev.jvc.daemon.endpoint.RawClient;
import dev.jvc.daemon.endpoint.TestEndpoint;
import dev.jvc.daemon.endpoint.guard.Peer;
import dev.jvc.daemon.profile.SessionPlan;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Real metadata listeners on free ports, with credentials that no AWS has ever seen. */
final class TestMetadata implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  static final ProfileName PERSONAL = new ProfileName("personal");

  private final Map<ProfileName, Vend> vends = new ConcurrentHashMap<>();
  private final Map<ProfileName, SessionPlan> plans = new ConcurrentHashMap<>();
  private final TestEndpoint.Counts counts = new TestEndpoint.Counts();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ImdsListeners listeners;
  private volatile Duration sinceBoot = Duration.ofHours(5);

  TestMetadata() {
    this(new OwnerCheck((client, server, age) -> Peer.OURS, null));
  }

  TestMetadata(OwnerCheck owners) {
    listeners =
        new ImdsListeners(
            "127.0.0.1",
            new ImdsParts(
                (caller, profile) -> {
                  asked.add(profile.value());
                  return vends.computeIfAbsent(profile, TestMetadata::granted);
                },
                this::plan,
                owners,
                counts,
                InstantSource.fixed(NOW),
                () -> sinceBoot,
                new SecureRandom(),
                Runnable::run));
    plans.put(PERSONAL, plan("personal", "eu-west-2", "~/.aws/config:2 [profile personal]"));
  }

  private SessionPlan plan(ProfileName profile) throws ProblemException {
    SessionPlan plan = plans.get(profile);
    if (plan == null) {
      throw new ProblemException(
          Problem.of(ProblemCode.UNKNOWN_PROFILE, "there is no profile " + profile));
    }
    return plan;
  }

  ImdsListeners listeners() {
    return listeners;
  }

  TestEndpoint.Counts counts() {
    return counts;
  }

  /** The profiles whose credentials were asked for so far. */
  List<String> asked() {
    return asked;
  }

  /** Opens a listener on any free port, as {@code jvc use} does. */
  int open(String profile, boolean v1) throws ProblemException {
    return listeners.use(new ServedProfile(new ProfileName(profile), v1), 0).endpoint().getPort();
  }

  /** Decides what a profile gets from now on. */
  void vends(String profile, Vend vend) {
    vends.put(new ProfileName(profile), vend);
  }

  /** Adds a profile. */
  void plans(SessionPlan plan) {
    plans.put(plan.profile(), plan);
  }

  /** Lets time go by. */
  void pass(Duration time) {
    sinceBoot = sinceBoot.plus(time);
  }

  /** A plan with one role, in a region from somewhere. */
  static SessionPlan plan(String profile, String region, String regionSource) {
    RoleRequest role =
        new RoleRequest(
            new RoleArn("arn:aws:iam::111122223333:role/Developer"),
            "jvc-me",
            Duration.ofHours(1),
            null,
            Map.of(),
            Set.of(),
            null);
    return plan(profile, null, List.of(role), region, regionSource);
  }

  static SessionPlan plan(
      String profile,
      @Nullable String mfaSerial,
      List<RoleRequest> roles,
      String region,
      String regionSource) {
    ProfileName name = new ProfileName(profile);
    return new SessionPlan(
        name,
        new LoginRequest.SessionToken(name, mfaSerial, Duration.ofHours(12)),
        "file",
        roles,
        new StsEndpoint(region, null),
        List.of(new SessionPlan.ValueSource("region", region, regionSource)));
  }

  static Vend granted(ProfileName profile) {
    return new Vend.Granted(new Grant(session("tokenOf" + profile), new byte[] {'{', '}'}));
  }

  static SessionCredentials session(String sessionToken) {
    return new SessionCredentials(
        new AccessKeyId("ASIA" + "X".repeat(16)),
        Secret.ofString("secret/of+forty=characters"),
        Secret.ofString(sessionToken),
        TestEndpoint.EXPIRATION,
        new CallerIdentity("444455556666", "arn:aws:sts::444455556666:assumed-role/Developer/me"));
  }

  /** One request with these further lines, and its answer. */
  static RawClient.Answer ask(int port, String line, String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder(line).append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(port).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    try (RawClient client = new RawClient(port)) {
      client.send(request.append("\r\n").toString());
      return line.startsWith("HEAD ") ? client.answerToHead() : client.answer();
    }
  }

  /** A session token for six hours. */
  static String token(int port) throws IOException {
    return ask(port, "PUT /latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds: 21600").body();
  }

  /** What a path has for a client with a fresh session token. */
  static RawClient.Answer get(int port, String path) throws IOException {
    return ask(port, "GET " + path, "X-aws-ec2-metadata-token: " + token(port));
  }

  @Override
  public void close() {
    listeners.close();
  }
}
