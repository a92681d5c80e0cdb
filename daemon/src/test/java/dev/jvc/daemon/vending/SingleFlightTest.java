package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SingleFlightTest {

  private static final int CROWD = 1_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Workshop workshop =
      new Workshop(threads, RandomGenerator.of("L64X128MixRandom"))
          .with(
              Samples.plan("personal", Samples.role("Developer")),
              Samples.plan("admin", Samples.role("Developer"), Samples.role("Admin")),
              Samples.plan("audit", Samples.role("Developer"), Samples.role("Audit")))
          .loggedIn("personal");

  @AfterEach
  void stop() {
    threads.close();
    workshop.close();
  }

  /** Everybody asks at the same moment, and waits as a person would. */
  private List<Vend> crowd(String... profiles) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Vend>> waiting = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      ProfileName profile = new ProfileName(profiles[i % profiles.length]);
      Callable<Vend> ask =
          () -> {
            start.await();
            return workshop.vending.broker().vendPatiently(profile, Duration.ofSeconds(20));
          };
      waiting.add(threads.submit(ask));
    }
    start.countDown();
    List<Vend> answers = new ArrayList<>();
    for (Future<Vend> each : waiting) {
      answers.add(each.get());
    }
    return answers;
  }

  @Test
  void aThousandFirstRequestsMakeOneCall() throws Exception {
    List<Vend> answers = crowd("personal");
    assertEquals(1, workshop.aws.calls().size());
    assertInstanceOf(Vend.Granted.class, answers.getFirst());
    answers.forEach(answer -> assertSame(answers.getFirst(), answer));
  }

  @Test
  void theMiddleOfAChainIsFetchedOnceForAllItsEnds() throws Exception {
    List<Vend> answers = crowd("admin", "audit", "personal");
    assertEquals(Set.of(Vend.Granted.class), kinds(answers));
    assertEquals(
        Set.of("Developer", "Admin", "Audit"),
        workshop.aws.calls().stream().map(ScriptedAws.Call::role).collect(Collectors.toSet()));
    assertEquals(3, workshop.aws.calls().size());
  }

  @Test
  void aThousandRequestsShareOneRefusal() throws Exception {
    workshop.aws.fail(Kind.REFUSED, ProblemCode.AWS_REFUSED, "AWS denies it");
    List<Vend> answers = crowd("personal");
    assertEquals(Set.of(Vend.Denied.class), kinds(answers));
    assertEquals(1, workshop.aws.calls().size());
  }

  @Test
  void aDefectInsideACallIsOneProblemAndNotAHang() throws Exception {
    workshop.aws.behave((parent, request) -> {
      throw new IllegalStateException("test-secret must not be repeated");
    });
    List<Vend> answers = crowd("personal");
    assertEquals(Set.of(Vend.Unavailable.class), kinds(answers));
    assertEquals(ProblemCode.INTERNAL, Workshop.problem(answers.getFirst()).code());
    assertEquals(
        "fetching arn:aws:iam::111122223333:role/Developer failed inside jvcd:"
            + " see jvc daemon logs",
        Workshop.problem(answers.getFirst()).message());
    assertEquals(1, workshop.aws.calls().size());
  }

  @Test
  void loggingOutMeanwhileLeavesNothingBehind() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    workshop.aws.behave((parent, request) -> {
      called.countDown();
      goOn.await();
      return workshop.aws.issue(parent, request);
    });
    Future<Vend> waiting =
        threads.submit(() ->
            workshop.vending.broker().vendPatiently(Samples.PERSONAL, Duration.ofSeconds(20)));
    called.await();
    workshop.vending.broker().logoutAll();
    goOn.countDown();
    assertEquals(ProblemCode.LOGIN_NEEDED, Workshop.problem(waiting.get()).code());
    assertEquals(List.of(), workshop.vending.overview().sessions());
  }

  private static Set<Class<?>> kinds(List<Vend> answers) {
    return answers.stream().map(Object::getClass).collect(Collectors.toSet());
  }
}
