package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.guard.DescriptorLimit;
import dev.jvc.daemon.endpoint.guard.Limits;
import dev.jvc.daemon.endpoint.guard.PeerCheck;
import dev.jvc.daemon.endpoint.guard.RequestRules;
import dev.jvc.daemon.platform.OperatingSystem;
import io.helidon.webserver.http.Handler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * The listener that answers SDKs' requests for container credentials.
 *
 * <p>Nothing can be changed through it, and nobody but this user gets a byte from it.
 */
public final class CredentialEndpoint implements AutoCloseable {

  /** The part of the connections that one at a link-local address may have, beside this one. */
  private static final int LINK_LOCAL_SHARE = 4;

  private final LocalListener listener;
  private final List<String> degraded;

  private CredentialEndpoint(LocalListener listener, List<String> degraded) {
    this.listener = listener;
    this.degraded = degraded;
  }

  /**
   * Listens, and returns once connections are accepted.
   *
   * @param host a literal loopback address
   * @param port 0 for any free port
   * @throws EndpointBindException when the port cannot be had
   * @throws IllegalArgumentException when the host is not a literal loopback address
   */
  public static CredentialEndpoint start(
      String host,
      int port,
      OperatingSystem os,
      ClientTokens tokens,
      CredentialSource source,
      EndpointWitness witness)
      throws EndpointBindException {
    ListenAddress at = ListenAddress.loopback(host, port, "listen.port");
    return start(at, OwnerCheck.of(os), tokens, source, witness);
  }

  /**
   * The same at any address that a listener may have.
   *
   * @param owners how other users are kept out; client tokens alone do where it does not hold
   */
  public static CredentialEndpoint start(
      ListenAddress at,
      OwnerCheck owners,
      ClientTokens tokens,
      CredentialSource source,
      EndpointWitness witness)
      throws EndpointBindException {
    return start(at, owners, new ContainerRoute(tokens, source, witness), witness);
  }

  /** The same with the metrics for whoever has the token that opens them. */
  public static CredentialEndpoint start(
      ListenAddress at,
      OwnerCheck owners,
      ClientTokens tokens,
      CredentialSource source,
      EndpointWitness witness,
      Scraping scraping)
      throws EndpointBindException {
    Handler credentials = new ContainerRoute(tokens, source, witness);
    return start(
        at,
        owners,
        new MetricsRoute(scraping.token(), scraping.text(), credentials, witness),
        witness);
  }

  private static CredentialEndpoint start(
      ListenAddress at, OwnerCheck owners, Handler handler, EndpointWitness witness)
      throws EndpointBindException {
    List<String> degraded =
        owners.holds()
            ? List.of()
            : List.of(
                "other users are kept from the endpoint by client tokens only: " + owners.gap());
    int share = at.address().isLoopbackAddress() ? 1 : LINK_LOCAL_SHARE;
    Limits limits = Limits.standard(Math.max(4, DescriptorLimit.connections() / share));
    return start(at, limits, owners.peers(), degraded, handler, witness);
  }

  static CredentialEndpoint start(
      String host,
      int port,
      Limits limits,
      PeerCheck peers,
      List<String> degraded,
      ClientTokens tokens,
      CredentialSource source,
      EndpointWitness witness)
      throws EndpointBindException {
    ListenAddress at = ListenAddress.loopback(host, port, "listen.port");
    Handler handler = new ContainerRoute(tokens, source, witness);
    return start(at, limits, peers, degraded, handler, witness);
  }

  private static CredentialEndpoint start(
      ListenAddress at,
      Limits limits,
      PeerCheck peers,
      List<String> degraded,
      Handler handler,
      EndpointWitness witness)
      throws EndpointBindException {
    return new CredentialEndpoint(
        LocalListener.start(at, RequestRules.CONTAINER, limits, peers, witness, handler), degraded);
  }

  /** The port that is listened on. */
  public int port() {
    return address().getPort();
  }

  /** The address that is listened on. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Where a profile's credentials are, as {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} wants it. */
  public URI uri(ProfileName profile) {
    return URI.create(base() + ContainerRoute.PREFIX + profile.slug());
  }

  /** The endpoint without a path. */
  public URI base() {
    return listener.base();
  }

  /** Whether connections are still taken, found out by opening one. */
  public boolean isListening() {
    return listener.isListening();
  }

  /** How many connections there are. */
  public int connections() {
    return listener.connections();
  }

  /** A sentence for each protection that does not hold on this machine. */
  public List<String> degraded() {
    return degraded;
  }

  /** Stops listening and ends every connection. */
  @Override
  public void close() {
    listener.close();
  }
}
