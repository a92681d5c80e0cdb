package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.guard.ConnectionGuard;
import dev.jvc.daemon.endpoint.guard.DescriptorLimit;
import dev.jvc.daemon.endpoint.guard.Limits;
import dev.jvc.daemon.endpoint.guard.Peer;
import dev.jvc.daemon.endpoint.guard.PeerCheck;
import dev.jvc.daemon.endpoint.guard.SocketOwner;
import dev.jvc.daemon.platform.OperatingSystem;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The listener on loopback that answers SDKs' requests for container credentials.
 *
 * <p>Nothing can be changed through it, and nobody but this user gets a byte from it.
 */
public final class CredentialEndpoint implements AutoCloseable {

  private static final List<String> METHODS = List.of("GET", "HEAD");

  private static final int PROBE_MILLIS = 2_000;

  private final InetSocketAddress address;
  private final WebServer server;
  private final ConnectionGuard guard;
  private final List<String> degraded;

  private CredentialEndpoint(
      InetSocketAddress address, WebServer server, ConnectionGuard guard, List<String> degraded) {
    this.address = address;
    this.server = server;
    this.guard = guard;
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
    List<String> degraded = new ArrayList<>();
    PeerCheck peers = peerCheck(os, degraded);
    Limits limits = Limits.standard(DescriptorLimit.connections());
    return start(host, port, limits, peers, List.copyOf(degraded), tokens, source, witness);
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
    InetAddress address = Loopback.parse(host);
    requireFree(address, port);
    ConnectionGuard guard =
        new ConnectionGuard(address.getHostAddress(), METHODS, limits, peers, witness);
    WebServer server =
        WebServer.builder()
            .address(address)
            .port(port)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(guard)
            .maxTcpConnections(limits.connections())
            .directHandlers(TransportErrors.handlers())
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .routing(HttpRouting.builder().any(new ContainerRoute(tokens, source, witness)))
            .build()
            .start();
    if (!server.isRunning()) {
      // Helidon logs a failed bind and returns as if nothing had happened.
      guard.close();
      throw new EndpointBindException(
          "cannot listen on " + text(address, port) + ": another program took the port");
    }
    return new CredentialEndpoint(
        new InetSocketAddress(address, server.port()), server, guard, degraded);
  }

  /** The port that is listened on. */
  public int port() {
    return address.getPort();
  }

  /** The address that is listened on. */
  public InetSocketAddress address() {
    return address;
  }

  /** Where a profile's credentials are, as {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} wants it. */
  public URI uri(ProfileName profile) {
    return URI.create(base() + ContainerRoute.PREFIX + profile.slug());
  }

  /** The endpoint without a path. */
  public URI base() {
    return URI.create("http://" + text(address.getAddress(), port()));
  }

  /**
   * Whether connections are still taken, found out by opening one and waiting until the guard,
   * which knows it for the daemon's own, closes it.
   *
   * <p>Helidon's own answer stays true when its listener has died.
   */
  public boolean isListening() {
    try (Socket probe = new Socket()) {
      probe.bind(new InetSocketAddress(address.getAddress(), 0));
      guard.expectOwnProbe(probe.getLocalPort());
      probe.connect(address, PROBE_MILLIS);
      probe.setSoTimeout(PROBE_MILLIS);
      return probe.getInputStream().read() == -1;
    } catch (IOException refused) {
      return false;
    }
  }

  /** How many connections there are. */
  public int connections() {
    return guard.connections();
  }

  /** A sentence for each protection that does not hold on this machine. */
  public List<String> degraded() {
    return degraded;
  }

  /** Stops listening and ends every connection. */
  @Override
  public void close() {
    server.stop();
    guard.close();
  }

  private static PeerCheck peerCheck(OperatingSystem os, List<String> degraded) {
    switch (os) {
      case LINUX -> {
        try {
          return SocketOwner.ofThisUser();
        } catch (IOException unreadable) {
          degraded.add(
              "other users are kept from the endpoint by client tokens only: /proc is not readable");
        }
      }
      case MACOS ->
          degraded.add(
              "other users are kept from the endpoint by client tokens only: macOS does not tell whose a connection is");
    }
    return (client, server, age) -> Peer.OURS;
  }

  /** Finds out early, and why, because Helidon would log the reason with a stack trace. */
  private static void requireFree(InetAddress address, int port) throws EndpointBindException {
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.bind(new InetSocketAddress(address, port));
    } catch (IOException taken) {
      throw new EndpointBindException(
          "cannot listen on "
              + text(address, port)
              + " ("
              + String.valueOf(taken.getMessage()).toLowerCase(Locale.ROOT)
              + "): stop the other program, or choose another port with listen.port",
          taken);
    }
  }

  private static String text(InetAddress address, int port) {
    return address instanceof Inet6Address
        ? "[::1]:" + port
        : address.getHostAddress() + ":" + port;
  }
}
