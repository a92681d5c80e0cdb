package dev.jvc.daemon;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ClockworkTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void aTaskThatFailsIsRunAgain() {
    AtomicInteger runs = new AtomicInteger();
    try (Clockwork clockwork = new Clockwork()) {
      clockwork.every(
          SHORT,
          "a failing task",
          () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("on purpose");
          });

      await().until(() -> runs.get() >= 3);
    }
  }

  @Test
  void oneFailingTaskDoesNotHoldUpAnother() {
    AtomicInteger runs = new AtomicInteger();
    try (Clockwork clockwork = new Clockwork()) {
      clockwork
          .every(
              SHORT,
              "a failing task",
              () -> {
                throw new IllegalStateException("on purpose");
              })
          .every(SHORT, "another", runs::incrementAndGet);

      await().until(() -> runs.get() >= 3);
    }
  }

  @Test
  void tasksShareOneThreadThatDoesNotKeepTheProcessAlive() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    try (Clockwork clockwork = new Clockwork()) {
      Runnable note = () -> threads.add(Thread.currentThread());
      clockwork.every(SHORT, "one", note).every(SHORT, "two", note);

      await().until(() -> threads.size() >= 4);
    }
    assertEquals(1, threads.stream().distinct().count());
    assertEquals(List.of(true), threads.stream().map(Thread::isDaemon).distinct().toList());
  }

  @Test
  void nothingRunsAfterItIsClosed() {
    AtomicInteger runs = new AtomicInteger();
    Clockwork clockwork = new Clockwork();
    clockwork.every(SHORT, "a task", runs::incrementAndGet);
    await().until(() -> runs.get() > 0);

    clockwork.close();

    // A run that was under way may still end; afterwards the number stands still.
    await().during(Duration.ofMillis(50)).atMost(Duration.ofSeconds(5)).until(stands(runs));
  }

  private static java.util.concurrent.Callable<Boolean> stands(AtomicInteger runs) {
    AtomicInteger last = new AtomicInteger(-1);
    return () -> last.getAndSet(runs.get()) == runs.get();
  }
}
