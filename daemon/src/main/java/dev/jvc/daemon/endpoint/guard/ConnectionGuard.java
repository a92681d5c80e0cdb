package dev.jvc.daemon.endpoint.guard;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpLogConfig;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in front of Helidon's HTTP/1.1 on a listener for this machine.
 *
 * <p>A connection is served only if its other end belongs to this user; each thing it does has a
 * deadline; and a request reaches a route only if it is one that an SDK would send. Helidon 4.5.0
 * does none of this by itself: it waits without end inside a request, and routes foreign hosts,
 * absolute targets and doubled slashes.
 */
public final class ConnectionGuard implements ServerConnectionSelector, AutoCloseable {

  private final String host;
  private final RequestRules rules;
  private final Limits limits;
  private final PeerCheck peers;
  private final GuardWitness witness;
  private final RefusalAnswers answers;
  private final DeadlineKeeper keeper;
  private final Http1ConnectionSelector http;
  private final Set<Integer> probes = ConcurrentHashMap.newKeySet();

  private volatile Listening listening = new Listening(-1, new Authorities("127.0.0.1", -1));

  /**
   * @param host the literal address that the listener is bound to
   * @param rules what its routes take
   */
  public ConnectionGuard(
      String host, RequestRules rules, Limits limits, PeerCheck peers, GuardWitness witness) {
    this.host = host;
    this.rules = rules;
    this.limits = limits;
    this.peers = peers;
    this.witness = witness;
    this.answers = new RefusalAnswers(rules.methods());
    this.keeper = new DeadlineKeeper(limits.connections());
    this.http =
        Http1ConnectionSelector.builder()
            .config(
                Http1Config.builder()
                    .maxPrologueLength(Limits.LINE_BYTES + 2)
                    .maxHeadersSize(Limits.HEAD_BYTES)
                    // The guard has judged every byte, and lets pass a bare "::1" as host.
                    .validateRequestHeaders(false)
                    .validatePrologue(false)
                    .validatePath(false)
                    // They are constants and numbers.
                    .validateResponseHeaders(false)
                    // Its wire log could show credentials.
                    .log(HttpLogConfig.builder().receiveLog(false).sendLog(false).build())
                    .sendKeepAliveHeader(false)
                    .build())
            .build();
  }

  /**
   * Announces a connection that this process makes only to see whether the listener lives; it is
   * closed at once, without being looked up or counted.
   *
   * @param port the local port of the connection
   */
  public void expectOwnProbe(int port) {
    probes.add(port);
  }

  boolean isOwnProbe(int port) {
    return probes.remove(port);
  }

  /** How many connections there are. */
  public int connections() {
    return keeper.size();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new GuardedConnection(this, context, http::connection);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData request) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  /** Stops watching; the listener closes its connections itself. */
  @Override
  public void close() {
    keeper.close();
  }

  Authorities authorities(int port) {
    Listening current = listening;
    if (current.port != port) {
      current = new Listening(port, new Authorities(host, port));
      listening = current;
    }
    return current.authorities;
  }

  RequestRules rules() {
    return rules;
  }

  Limits limits() {
    return limits;
  }

  PeerCheck peers() {
    return peers;
  }

  GuardWitness witness() {
    return witness;
  }

  RefusalAnswers answers() {
    return answers;
  }

  DeadlineKeeper keeper() {
    return keeper;
  }

  private record Listening(int port, Authorities authorities) {}
}
