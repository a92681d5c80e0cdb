package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.endpoint.guard.ConnectionGuard;
import dev.jvc.daemon.endpoint.guard.GuardWitness;
import dev.jvc.daemon.endpoint.guard.Limits;
import dev.jvc.daemon.endpoint.guard.PeerCheck;
import dev.jvc.daemon.endpoint.guard.RequestRules;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** One address of this machine behind a guard, with one handler for every request it lets in. */
public final class LocalListener implements AutoCloseable {

  private static final int PROBE_MILLIS = 2_000;

  private final InetSocketAddress address;
  private final WebServer server;
  private final ConnectionGuard guard;

  private LocalListener(InetSocketAddress address, WebServer server, ConnectionGuard guard) {
    this.address = address;
    this.server = server;
    this.guard = guard;
  }

  /**
   * Listens, and returns once connections are accepted.
   *
   * @throws EndpointBindException when the address cannot be had
   */
  public static LocalListener start(
      ListenAddress at,
      RequestRules rules,
      Limits limits,
      PeerCheck peers,
      GuardWitness witness,
      Handler handler)
      throws EndpointBindException {
    at.requireFree();
    ConnectionGuard guard =
        new ConnectionGuard(at.address().getHostAddress(), rules, limits, peers, witness);
    WebServer server =
        WebServer.builder()
            .address(at.address())
            .port(at.port())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(guard)
            .maxTcpConnections(limits.connections())
            .directHandlers(TransportErrors.handlers())
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .routing(HttpRouting.builder().any(handler))
            .build()
            .start();
    if (!server.isRunning()) {
      // Helidon logs a failed bind and returns as if nothing had happened.
      guard.close();
      throw new EndpointBindException(
          "cannot listen on " + at.text() + ": another program took the port");
    }
    return new LocalListener(new InetSocketAddress(at.address(), server.port()), server, guard);
  }

  /** The address that is listened on. */
  public InetSocketAddress address() {
    return address;
  }

  /** The listener without a path. */
  public URI base() {
    return URI.create("http://" + ListenAddress.text(address.getAddress(), address.getPort()));
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

  /** Stops listening and ends every connection. */
  @Override
  public void close() {
    server.stop();
    guard.close();
  }
}
