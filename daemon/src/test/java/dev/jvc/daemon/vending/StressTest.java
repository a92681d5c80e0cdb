package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Grant;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/** Everything at once: requests, renewals, failures, logins and logouts on many threads. */
final class StressTest {

  private static final int CLIENTS = 32;
  private static final int TICKS = 3_000;

  private final AtomicBoolean down = new AtomicBoolean();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger granted = new AtomicInteger();

  /** One for each answer, so that time never runs away from the clients. */
  private final Semaphore answers = new Semaphore(0);

  /** What was dropped is wiped a minute later, which must not pass while somebody looks at it. */
  private final ReadWriteLock time = new ReentrantReadWriteLock(true);

  @Test
  void noRequestIsEverAnsweredWithSpoiltCredentials() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Workshop workshop =
          new Workshop(threads, new SplittableRandom(1))
              .with(
                  Samples.plan("personal", Samples.role("Developer")),
                  Samples.plan("admin", Samples.role("Developer"), Samples.role("Admin")),
                  Samples.plan("base"))
              .loggedIn("personal");
      workshop.aws.behave((parent, request) -> {
        if (down.get()) {
          throw new IssueException(Kind.TRANSIENT, Problem.of(ProblemCode.AWS_UNREACHABLE, "down"));
        }
        return workshop.aws.issue(parent, request);
      });
      List<Future<Void>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String profile = List.of("personal", "admin", "base").get(i % 3);
        clients.add(
            threads.submit(() -> {
              keepAsking(workshop, profile);
              return null;
            }));
      }
      disturb(workshop);
      stop.set(true);
      for (Future<Void> client : clients) {
        client.get();
      }
      down.set(false);
      workshop.loggedIn("personal");
      assertInstanceOf(
          Vend.Granted.class,
          workshop
              .vending
              .broker()
              .vendPatiently(new ProfileName("admin"), Duration.ofSeconds(20)));
    }
    assertTrue(granted.get() > CLIENTS, granted + " answers");
  }

  private void disturb(Workshop workshop) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(20261124);
    for (int tick = 0; tick < TICKS; tick++) {
      assertTrue(answers.tryAcquire(30, TimeUnit.SECONDS), "nobody was answered in " + tick);
      answers.drainPermits();
      time.writeLock().lock();
      try {
        workshop.time.pass(Vending.TICK);
      } finally {
        time.writeLock().unlock();
      }
      workshop.vending.tick();
      switch (random.nextInt(40)) {
        case 0 -> down.set(random.nextBoolean());
        case 1 -> workshop.loggedIn("personal");
        case 2 -> workshop.vending.broker().logoutAll();
        case 3 -> workshop.vending.overview().sessions();
        case 4 -> workshop.vending.overview().profiles();
        default -> {
          // Nothing but the passing of time.
        }
      }
    }
  }

  private void keepAsking(Workshop workshop, String profile) {
    while (!stop.get()) {
      time.readLock().lock();
      try {
        ask(workshop, profile);
      } finally {
        time.readLock().unlock();
        answers.release();
      }
    }
  }

  private void ask(Workshop workshop, String profile) {
    Vend vend = workshop.vend(profile);
    switch (vend) {
      case Vend.Granted(Grant grant) -> {
        granted.incrementAndGet();
        String id = grant.credentials().accessKeyId().value();
        assertTrue(grant.credentials().sessionToken().length() > 0);
        assertEquals(20, id.length());
        assertEquals(20, grant.containerDocument().length);
        assertEquals('A', grant.containerDocument()[0], "a wiped answer was served");
      }
      case Vend.NeedsPerson(Problem problem) ->
          assertTrue(
              problem.code() == ProblemCode.LOGIN_NEEDED
                  || problem.code() == ProblemCode.LOGIN_EXPIRED,
              problem.toString());
      case Vend.Unavailable(Problem problem) ->
          assertTrue(
              problem.code() == ProblemCode.AWS_UNREACHABLE
                  || problem.code() == ProblemCode.PENDING,
              problem.toString());
      case Vend.Denied denied -> throw new AssertionError(denied.toString());
    }
  }
}
