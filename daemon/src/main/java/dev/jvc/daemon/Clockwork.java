package dev.jvc.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What the daemon does by itself at short intervals, on one thread; a task that fails is tried
 * again the next time.
 */
final class Clockwork implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Clockwork.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("clockwork").daemon().factory());

  /** Runs a task again and again, with a pause in between. */
  @SuppressWarnings("FutureReturnValueIgnored")
  Clockwork every(Duration pause, String name, Runnable task) {
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException defect) {
            // The executor would silently never run the task again.
            LOG.log(Level.ERROR, name + " failed", defect);
          }
        },
        pause.toMillis(),
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
    return this;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
