package dev.jvc.daemon.endpoint.guard;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Cuts connections that are past their deadline, and idle ones when every place is taken.
 *
 * <p>Looks four times a second while there are connections, and sleeps while there are none.
 */
final class DeadlineKeeper implements AutoCloseable {

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How long an idle connection is left alone although others wait for its place. */
  private static final Duration IDLE_WHEN_CROWDED = Duration.ofSeconds(1);

  private final Set<GuardedConnection> connections = ConcurrentHashMap.newKeySet();
  private final int capacity;
  private final Thread thread;
  private volatile boolean closed;

  DeadlineKeeper(int capacity) {
    this.capacity = capacity;
    this.thread =
        Thread.ofPlatform().daemon(true).name("jvc-connection-deadlines").start(this::run);
  }

  void watch(GuardedConnection connection) {
    connections.add(connection);
    LockSupport.unpark(thread);
  }

  void forget(GuardedConnection connection) {
    connections.remove(connection);
  }

  int size() {
    return connections.size();
  }

  private void run() {
    while (!closed) {
      if (connections.isEmpty()) {
        LockSupport.park(this);
      } else {
        sweep(System.nanoTime());
        LockSupport.parkNanos(this, PERIOD_NANOS);
      }
    }
  }

  private void sweep(long now) {
    boolean crowded = connections.size() >= capacity;
    for (GuardedConnection connection : connections) {
      if (connection.isOverdue(now)) {
        connection.expire(Refusal.STALLED);
      } else if (crowded && connection.isIdleFor(IDLE_WHEN_CROWDED, now)) {
        connection.expire(Refusal.CROWDED);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
