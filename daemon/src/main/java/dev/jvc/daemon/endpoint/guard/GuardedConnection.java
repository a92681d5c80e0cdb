package dev.jvc.daemon.endpoint.guard;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection on loopback, with a deadline for whatever it does next.
 *
 * <p>The deadline is one number that this connection's thread writes and the {@link DeadlineKeeper}
 * reads, so that it costs a request nothing to move it.
 */
final class GuardedConnection implements ServerConnection, RequestReader.Progress {

  private final ConnectionGuard guard;
  private final ConnectionContext context;
  private final ServerConnection http;
  private final InetSocketAddress client;
  private final InetSocketAddress server;

  /** On the clock of {@link System#nanoTime()}. */
  private volatile long deadline;

  /** When the connection became idle on the same clock, or -1 while it is at work. */
  private volatile long idleSince = -1;

  /** Whether this connection was counted as turned away; it is counted once. */
  private volatile boolean counted;

  private volatile boolean expired;
  private long ownerSeen;

  GuardedConnection(
      ConnectionGuard guard,
      ConnectionContext context,
      Function<ConnectionContext, ServerConnection> http) {
    this.guard = guard;
    this.context = context;
    this.client = (InetSocketAddress) context.remotePeer().address();
    this.server = (InetSocketAddress) context.localPeer().address();
    Authorities authorities = guard.authorities(server.getPort());
    Supplier<RequestHead> heads = () -> new RequestHead(authorities, guard.rules());
    RequestReader reader = new RequestReader(this::receive, heads, this);
    this.http = http.apply(new GuardedContext(context, DataReader.create(reader)));
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    if (guard.isOwnProbe(client.getPort())) {
      return;
    }
    expectWithin(guard.limits().answer());
    guard.keeper().watch(this);
    try {
      if (isOurs(Duration.ZERO)) {
        http.handle(limit);
      }
    } finally {
      guard.keeper().forget(this);
    }
  }

  private boolean isOurs(Duration age) {
    long asked = System.nanoTime();
    switch (guard.peers().peer(client, server, age)) {
      case OURS -> {
        ownerSeen = asked;
        return true;
      }
      case FOREIGN -> count(Refusal.FOREIGN_SOCKET);
      case GONE -> count(Refusal.GONE);
    }
    return false;
  }

  @Override
  public void awaitingRequest(boolean first) {
    if (first) {
      expectWithin(guard.limits().firstByte());
    } else {
      expectWithin(guard.limits().idle());
      idleSince = System.nanoTime();
    }
  }

  @Override
  public void requestBegan() {
    idleSince = -1;
    expectWithin(guard.limits().head());
  }

  @Override
  public boolean requestComplete() {
    expectWithin(guard.limits().answer());
    Duration known = guard.limits().ownerKnown();
    return System.nanoTime() - ownerSeen < known.toNanos() || isOurs(known);
  }

  @Override
  public void refuse(Refusal refusal, boolean toHead) {
    count(refusal);
    BufferData answer = guard.answers().answer(refusal, toHead);
    if (answer != null) {
      expectWithin(guard.limits().linger());
      context.dataWriter().writeNow(answer);
      readToTheEnd();
    }
  }

  /**
   * Takes what the client still sends until it hangs up: closing with unread bytes would make the
   * kernel reset the connection, and the client would lose the answer (RFC 9112 section 9.6).
   */
  private void readToTheEnd() {
    while (receive() != null) {
      // The deadline ends a client that goes on.
    }
  }

  /** The next bytes; null when the client has hung up, was cut off, or the network failed. */
  private byte @Nullable [] receive() {
    try {
      return context.serverSocket().get();
    } catch (UncheckedIOException broken) {
      return null;
    }
  }

  private void count(Refusal refusal) {
    if (!counted) {
      counted = true;
      guard.witness().refused(refusal);
    }
  }

  private void expectWithin(Duration allowance) {
    deadline = System.nanoTime() + allowance.toNanos();
  }

  /** Whether this connection has been idle for the given time. */
  boolean isIdleFor(Duration time, long now) {
    long since = idleSince;
    return since != -1 && now - since >= time.toNanos();
  }

  boolean isOverdue(long now) {
    return now - deadline > 0;
  }

  /** Cuts the connection, whatever its thread waits for. */
  void expire(Refusal reason) {
    if (!expired) {
      expired = true;
      if (idleSince == -1 || reason == Refusal.CROWDED) {
        count(reason);
      }
      http.close(true);
    }
  }

  @Override
  public Duration idleTime() {
    return http.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    http.close(interrupt);
  }
}
