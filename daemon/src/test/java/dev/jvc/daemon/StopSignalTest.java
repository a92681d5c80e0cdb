package dev.jvc.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class StopSignalTest {

  @Test
  void theFirstWishCounts() {
    StopSignal stop = new StopSignal();

    stop.request(DaemonExit.UNREACHABLE);
    stop.request(DaemonExit.DONE);

    assertEquals(DaemonExit.UNREACHABLE, stop.await());
  }

  @Test
  void whoeverWaitsHearsOfAWishThatComesLater() throws Exception {
    StopSignal stop = new StopSignal();
    try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<DaemonExit> outcome = waiting.submit(stop::await);

      stop.request(DaemonExit.DONE);

      assertEquals(DaemonExit.DONE, outcome.get());
    }
  }

  @Test
  void theExitCodesAreThoseThatServiceManagersAreToldOf() {
    assertEquals(0, DaemonExit.DONE.code());
    assertEquals(1, DaemonExit.FAILED.code());
    assertEquals(2, DaemonExit.USAGE.code());
    assertEquals(3, DaemonExit.CANNOT_LISTEN.code());
    assertEquals(4, DaemonExit.ALREADY_RUNNING.code());
    assertEquals(6, DaemonExit.UNREACHABLE.code());
  }
}
