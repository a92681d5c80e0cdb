package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Grant;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in whatever order, what is served only ever gets better. */
final class ReplacementTest {

  private static final int STEPS = 4_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261124, 987654321})
  void whatIsServedNeverGetsWorse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Workshop workshop =
        new Workshop(Runnable::run, new SplittableRandom(seed))
            .with(Samples.plan("personal", Samples.role("Developer")))
            .loggedIn("personal");
    Deque<String> history = new ArrayDeque<>();
    Instant served = Instant.MIN;
    boolean loggedOut = false;
    for (int step = 0; step < STEPS; step++) {
      String event = disturb(workshop, random);
      history.addLast(event);
      if (history.size() > 12) {
        history.removeFirst();
      }
      loggedOut |= event.equals("logout");
      Vend vend = workshop.vend("personal");
      if (vend instanceof Vend.Granted(Grant grant)) {
        String context = "seed " + seed + ", step " + step + ": " + history;
        Instant expiration = grant.credentials().expiration();
        assertTrue(loggedOut || !expiration.isBefore(served), context);
        Duration left = Duration.between(workshop.time.instant(), expiration);
        assertTrue(left.compareTo(RefreshSchedule.FLOOR) > 0, left + " left, " + context);
        assertTrue(
            grant.credentials().identity().equals(Samples.bearer(Samples.role("Developer"))),
            context);
        assertTrue(!grant.credentials().secretAccessKey().revealString().isEmpty(), context);
        served = expiration;
        loggedOut = false;
      }
    }
  }

  private static String disturb(Workshop workshop, SplittableRandom random) {
    int choice = random.nextInt(100);
    if (choice < 50) {
      Duration span = Duration.ofSeconds(random.nextInt(1, 600));
      workshop.live(span);
      return "live " + span;
    }
    if (choice < 60) {
      Duration span = Duration.ofMinutes(random.nextInt(1, 90));
      workshop.time.pass(span);
      workshop.vending.tick();
      return "sleep " + span;
    }
    if (choice < 70) {
      workshop.aws.recover();
      return "recover";
    }
    if (choice < 75) {
      workshop.aws.goDown();
      return "down";
    }
    if (choice < 80) {
      Duration length = Duration.ofSeconds(random.nextInt(-100, 4_500));
      workshop.aws.behave((parent, request) -> workshop.aws.issue(request, length));
      return "sessions of " + length;
    }
    if (choice < 85) {
      workshop.aws.behave(
          (parent, request) -> workshop.aws.issue(Samples.role("Other"), Duration.ofHours(1)));
      return "another role";
    }
    if (choice < 88) {
      workshop.aws.fail(Kind.REFUSED, ProblemCode.AWS_REFUSED, "refused");
      return "refuse";
    }
    if (choice < 91) {
      workshop.aws.fail(Kind.PARENT_EXPIRED, ProblemCode.LOGIN_EXPIRED, "expired");
      return "expire the login";
    }
    if (choice < 93) {
      workshop.vending.broker().logoutAll();
      return "logout";
    }
    workshop.loggedIn("personal");
    return "login";
  }
}
