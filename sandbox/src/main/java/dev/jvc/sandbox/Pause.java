package dev.jvc.sandbox;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds up calls for a while, until the sandbox closes. */
final class Pause implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);

  void of(Duration delay) {
    if (delay.isZero()) {
      return;
    }
    try {
      boolean over = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
      if (over) {
        throw new CloseConnectionException("the sandbox is closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the sandbox is closing", e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
