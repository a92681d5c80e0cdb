package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.OwnProcesses;
import dev.jvc.daemon.access.StandingToken;
import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.Grant;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.endpoint.guard.DescriptorLimit;
import dev.jvc.daemon.endpoint.guard.Limits;
import dev.jvc.daemon.endpoint.guard.PeerCheck;
import dev.jvc.daemon.endpoint.guard.Refusal;
import dev.jvc.daemon.endpoint.guard.SocketOwner;
import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A real endpoint on a free port, with credentials that no AWS has ever seen. */
public final class TestEndpoint implements AutoCloseable {

  public static final Instant EXPIRATION = Instant.parse("2031-02-03T04:05:06.789Z");

  private final CredentialEndpoint endpoint;
  private final ClientTokens tokens;
  private final Map<ProfileName, Vend> vends = new ConcurrentHashMap<>();
  private final Counts counts = new Counts();

  private TestEndpoint(Path folder, Limits limits, PeerCheck peers) throws IOException {
    this(folder, limits, peers, null);
  }

  private TestEndpoint(
      Path folder, Limits limits, PeerCheck peers, @Nullable CredentialSource source)
      throws IOException {
    tokens =
        ClientTokens.open(
            folder.resolve("run/tokens"),
            folder.resolve("state/tokens.json"),
            new OwnProcesses(OperatingSystem.current()));
    endpoint =
        CredentialEndpoint.start(
            "127.0.0.1",
            0,
            limits,
            peers,
            List.of(),
            tokens,
            source == null
                ? (caller, profile) -> vends.computeIfAbsent(profile, TestEndpoint::granted)
                : source,
            counts);
  }

  public static TestEndpoint start(Path folder) throws IOException {
    return start(folder, Limits.standard(DescriptorLimit.connections()));
  }

  public static TestEndpoint start(Path folder, Limits limits) throws IOException {
    return new TestEndpoint(folder, limits, SocketOwner.ofThisUser());
  }

  public static TestEndpoint start(Path folder, Limits limits, PeerCheck peers) throws IOException {
    return new TestEndpoint(folder, limits, peers);
  }

  public static TestEndpoint start(
      Path folder, Limits limits, PeerCheck peers, CredentialSource source) throws IOException {
    return new TestEndpoint(folder, limits, peers, source);
  }

  public int port() {
    return endpoint.port();
  }

  public CredentialEndpoint endpoint() {
    return endpoint;
  }

  public ClientTokens tokens() {
    return tokens;
  }

  public Counts counts() {
    return counts;
  }

  /** A token that is good for the profile. */
  public String token(String profile) throws IOException {
    try (StandingToken standing = tokens.standing(new ProfileName(profile))) {
      return standing.token().value().revealString();
    } catch (ProblemException impossible) {
      throw new IOException(impossible);
    }
  }

  /** Decides what the profile gets from now on. */
  public void vends(String profile, Vend vend) {
    vends.put(new ProfileName(profile), vend);
  }

  /** A request for the profile's credentials, with further lines of its head. */
  public String request(String profile, String... lines) throws IOException {
    StringBuilder request = new StringBuilder();
    request
        .append("GET /v1/credentials/")
        .append(new ProfileName(profile).slug())
        .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
        .append(port())
        .append("\r\nAuthorization: ")
        .append(token(profile))
        .append("\r\n");
    for (String line : lines) {
      request.append(line).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  static Vend granted(ProfileName profile) {
    return granted("ASIA" + "X".repeat(16), "tokenOf" + profile.value());
  }

  static Vend granted(String accessKeyId, String sessionToken) {
    SessionCredentials session = session(accessKeyId, sessionToken);
    return new Vend.Granted(
        new Grant(session, new ContainerDocument(() -> true).containerDocument(session)));
  }

  static SessionCredentials session(String accessKeyId, String sessionToken) {
    return new SessionCredentials(
        new AccessKeyId(accessKeyId),
        Secret.ofString("secret/of+forty=characters"),
        Secret.ofString(sessionToken),
        EXPIRATION,
        new CallerIdentity("111122223333", "arn:aws:sts::111122223333:assumed-role/Developer/me"));
  }

  @Override
  public void close() {
    endpoint.close();
  }

  /** Counts what the endpoint reports. */
  public static final class Counts implements EndpointWitness {

    private final Map<Object, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void answered(int status, long nanos) {
      counts.computeIfAbsent(status, key -> new LongAdder()).increment();
    }

    @Override
    public void metricsRefused() {
      counts.computeIfAbsent("metrics", key -> new LongAdder()).increment();
    }

    @Override
    public void refused(Refusal refusal) {
      counts.computeIfAbsent(refusal, key -> new LongAdder()).increment();
    }

    public long answered(int status) {
      return count(status);
    }

    public long metricsRefusals() {
      return count("metrics");
    }

    public long refusals(Refusal refusal) {
      return count(refusal);
    }

    @Override
    public String toString() {
      return counts.toString();
    }

    private long count(Object key) {
      LongAdder count = counts.get(key);
      return count == null ? 0 : count.sum();
    }
  }
}
