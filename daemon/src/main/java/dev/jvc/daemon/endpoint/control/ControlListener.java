package dev.jvc.daemon.endpoint.control;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;

/** The control socket while it listens. */
public final class ControlListener implements AutoCloseable {

  /** The longest request body, in bytes. */
  static final int MAX_BODY = 64 * 1024;

  /** How many clients may be connected: a few terminals, and tools that ask at the same moment. */
  private static final int MAX_CONNECTIONS = 256;

  private final WebServer server;
  private final SocketClaim claim;
  private final EventStream events;

  private ControlListener(WebServer server, SocketClaim claim, EventStream events) {
    this.server = server;
    this.claim = claim;
    this.events = events;
  }

  /**
   * Binds the claimed path and answers on it as {@code docs/protocol.md} says.
   *
   * @throws IOException when it cannot be bound, which Helidon itself only logs
   */
  public static ControlListener start(SocketClaim claim, ControlParts parts) throws IOException {
    EventStream events = new EventStream(parts.vending().events());
    ControlRouting routing =
        new ControlRouting(
            new TaskRoutes(parts.vending().logins(), parts.awsEnvironment()),
            new ProfileRoutes(
                parts.vending().overview(),
                parts.vending().broker(),
                parts.plans(),
                parts.keyTails(),
                parts.processDocument(),
                parts.users(),
                parts.facts().problems()),
            new SessionRoutes(parts.vending().broker(), () -> revoke(parts)),
            new TokenRoutes(parts.tokens(), parts.plans(), parts.facts().endpoint()),
            new FileRoutes(parts.files(), parts.tokens(), parts.plans(), parts.facts()),
            new ImdsRoutes(parts.imds()),
            new DaemonRoutes(
                parts.facts(), parts.vending().overview(), parts.users(), parts.imds()::views),
            new MetricsRoutes(parts.metricsToken(), parts.facts()),
            events);
    WebServer server =
        WebServer.builder()
            .bindAddress(UnixDomainSocketAddress.of(claim.socket()))
            .maxPayloadSize(MAX_BODY)
            .maxTcpConnections(MAX_CONNECTIONS)
            .shutdownHook(false)
            .routing(routing::addTo)
            .build()
            .start();
    if (!server.isRunning()) {
      throw new IOException("the control socket " + claim.socket() + " cannot be bound");
    }
    claim.bound();
    return new ControlListener(server, claim, events);
  }

  private static void revoke(ControlParts parts) {
    parts.tokens().revokeChildren();
    parts.imds().revokeTokens();
  }

  /**
   * False once something else lies at the socket's path, so that clients no longer reach this
   * daemon.
   */
  public boolean reachable() {
    return server.isRunning() && claim.stillOurs();
  }

  /**
   * The status with which {@code GET /v1/health} is answered to a client of the socket, such as 200
   * or 503.
   *
   * @param patience how long the answer may take
   * @throws IOException when there is none
   */
  public int health(Duration patience) throws IOException {
    return ControlProbe.status(claim.socket(), patience);
  }

  /**
   * Ends the streams, then the listener; a socket that somebody put in place of ours is left alone.
   */
  @Override
  public void close() {
    events.close();
    // Stopping makes Helidon delete the path without asking whose it is by now.
    if (claim.stillOurs()) {
      server.stop();
    }
  }
}
