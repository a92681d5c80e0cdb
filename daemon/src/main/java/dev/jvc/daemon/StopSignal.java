package dev.jvc.daemon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to end the daemon, from whoever has it first: a client, the service manager, or the
 * daemon itself.
 *
 * <p>A termination signal ends the process with the exit code of an orderly stop, once everything
 * is closed or after {@link #GRACE_SECONDS}.
 */
final class StopSignal {

  /** How long closing may take before a termination signal ends the process all the same. */
  private static final int GRACE_SECONDS = 3;

  private final CompletableFuture<DaemonExit> wish = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Makes termination signals ask for a stop. */
  void listenToSignals() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endedFromOutside, "stop-signal"));
  }

  /** Asks for a stop; only the first wish counts. */
  void request(DaemonExit exit) {
    wish.complete(exit);
  }

  /** Waits for a wish. */
  DaemonExit await() {
    return wish.join();
  }

  /** Everything is closed: the process may end. */
  void closed() {
    closed.countDown();
  }

  private void endedFromOutside() {
    if (closed.getCount() == 0) {
      return;
    }
    request(DaemonExit.DONE);
    try {
      closed.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    // A JVM that ends by a signal reports the signal; service managers would take that for a
    // failure.
    Runtime.getRuntime().halt(wish.join().code());
  }
}
