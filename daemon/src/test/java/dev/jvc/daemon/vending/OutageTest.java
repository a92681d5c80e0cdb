package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to what is held, and to who asks, while AWS fails. */
final class OutageTest {

  private final Workshop workshop =
      new Workshop()
          .with(
              Samples.plan("personal", Samples.role("Developer")),
              Samples.plan("admin", Samples.role("Developer"), Samples.role("Admin")),
              Samples.plan("base"))
          .loggedIn("personal");

  @Test
  void aGoodSessionIsServedToItsFloorAndThenTheReasonIs() {
    SessionCredentials good = workshop.granted("personal");
    workshop.aws.goDown();
    for (int minute = 1; minute <= 58; minute++) {
      workshop.live(Duration.ofMinutes(1));
      assertSame(good, workshop.granted("personal"), "after " + minute + " minutes");
    }
    workshop.live(Duration.ofSeconds(65));
    Vend vend = workshop.vend("personal");
    assertInstanceOf(Vend.Unavailable.class, vend);
    assertEquals("AWS cannot be reached: try again later", Workshop.problem(vend).message());
    assertFalse(workshop.vending.overview().awsReachable());

    workshop.aws.recover();
    workshop.live(Duration.ofSeconds(65));
    Duration left = workshop.left(workshop.granted("personal"));
    assertTrue(left.compareTo(Duration.ofMinutes(58)) > 0, left + " left");
    assertTrue(workshop.vending.overview().awsReachable());
  }

  @Test
  void anOutageOfHalfAnHourCausesFewCallsAndARecoveryOne() {
    workshop.granted("personal");
    workshop.aws.goDown();
    workshop.liveUsing("personal", Duration.ofMinutes(55));
    int calls = workshop.aws.calls().size();
    assertTrue(20 <= calls && calls <= 90, calls + " calls");
    workshop.aws.recover();
    workshop.liveUsing("personal", Duration.ofMinutes(2));
    assertEquals(calls + 1, workshop.aws.calls().size());
  }

  @Test
  void aFirstRequestDuringAnOutageIsToldWhyAndDoesNotHammer() {
    workshop.aws.goDown();
    for (int second = 0; second < 600; second++) {
      Vend vend = workshop.vend("personal");
      assertInstanceOf(Vend.Unavailable.class, vend);
      assertEquals(ProblemCode.AWS_UNREACHABLE, Workshop.problem(vend).code());
      workshop.time.pass(Duration.ofSeconds(1));
    }
    int calls = workshop.aws.calls().size();
    assertTrue(calls < 60, calls + " calls in ten minutes");
  }

  @Test
  void aPersonWhoWaitsIsTriedForAtOnceAfterAnOutage() {
    workshop.aws.goDown();
    for (int i = 0; i < 40; i++) {
      workshop.vend("personal");
      workshop.time.pass(Duration.ofSeconds(30));
    }
    workshop.vend("personal");
    workshop.time.pass(Duration.ofSeconds(2));
    workshop.aws.recover();
    assertInstanceOf(
        Vend.Granted.class,
        workshop.vending.broker().vendPatiently(Samples.PERSONAL, Duration.ofSeconds(1)));
  }

  @Test
  void aRefusalIsBelievedForHalfAMinute() {
    workshop.aws.fail(Kind.REFUSED, ProblemCode.AWS_REFUSED, "AWS denies it: check the role");
    Vend vend = workshop.vend("personal");
    assertInstanceOf(Vend.Denied.class, vend);
    assertEquals("AWS denies it: check the role", Workshop.problem(vend).message());
    workshop.aws.recover();
    workshop.time.pass(Duration.ofSeconds(29));
    assertInstanceOf(Vend.Denied.class, workshop.vend("personal"));
    assertInstanceOf(
        Vend.Denied.class,
        workshop.vending.broker().vendPatiently(Samples.PERSONAL, Duration.ofSeconds(1)));
    workshop.time.pass(Duration.ofSeconds(1));
    workshop.granted("personal");
    assertEquals(2, workshop.aws.calls().size());
  }

  @Test
  void aRefusalOfTheRenewalLeavesTheSessionAndIsRepeatedRarely() {
    SessionCredentials good = workshop.granted("personal");
    workshop.aws.fail(Kind.REFUSED, ProblemCode.AWS_REFUSED, "AWS denies it");
    workshop.live(Duration.ofMinutes(58));
    assertSame(good, workshop.granted("personal"));
    int calls = workshop.aws.calls().size();
    assertTrue(calls <= 12, calls + " calls");
  }

  @Test
  void aLoginThatAwsNoLongerAcceptsIsDroppedAndItsSessionsLiveOn() {
    SessionCredentials good = workshop.granted("personal");
    workshop.aws.fail(Kind.PARENT_EXPIRED, ProblemCode.LOGIN_EXPIRED, "expired");
    workshop.live(Duration.ofMinutes(34));
    assertSame(good, workshop.granted("personal"));
    assertEquals(List.of(), workshop.vending.overview().logins());
    assertEquals(2, workshop.aws.calls().size());
    Problem problem = workshop.refused("base");
    assertEquals(ProblemCode.LOGIN_EXPIRED, problem.code());
    assertEquals(
        "AWS no longer accepts the login of profile base: run jvc login base", problem.message());
    workshop.live(Duration.ofMinutes(26));
    assertEquals(ProblemCode.LOGIN_EXPIRED, workshop.refused("personal").code());
    assertEquals(2, workshop.aws.calls().size());

    workshop.aws.recover();
    workshop.loggedIn("personal");
    workshop.granted("personal");
  }

  @Test
  void aKeyThatAwsNoLongerKnowsTakesItsSessionsAlong() {
    workshop.granted("personal");
    workshop.aws.fail(Kind.KEY_REJECTED, ProblemCode.KEY_REJECTED, "unknown key");
    assertEquals(ProblemCode.LOGIN_EXPIRED, workshop.refused("admin").code());
    assertEquals(ProblemCode.LOGIN_EXPIRED, workshop.refused("personal").code());
    assertTrue(workshop.witness.lines().contains("logout personal REFUSED_BY_AWS"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PARENT_EXPIRED", "KEY_REJECTED"})
  void aSessionInTheMiddleThatAwsNoLongerAcceptsIsFetchedAnew(Kind kind) {
    workshop.granted("personal");
    AtomicBoolean first = new AtomicBoolean(true);
    workshop.aws.behave((parent, request) -> {
      if (request.role().roleName().equals("Admin") && first.getAndSet(false)) {
        throw new IssueException(kind, Problem.of(ProblemCode.LOGIN_EXPIRED, "expired"));
      }
      return workshop.aws.issue(parent, request);
    });
    workshop.granted("admin");
    assertEquals(
        List.of("Developer", "Admin", "Developer", "Admin"),
        workshop.aws.calls().stream().map(ScriptedAws.Call::role).toList());
    assertEquals(1, workshop.vending.overview().logins().size());
  }

  @Test
  void theReasonFurtherUpTheChainIsTheReason() {
    workshop.aws.goDown();
    assertEquals("AWS cannot be reached: try again later", workshop.refused("admin").message());
    assertEquals(
        List.of("Developer"), workshop.aws.calls().stream().map(ScriptedAws.Call::role).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H, other/Developer, false, another role",
    "PT1H, Developer, true, another role",
    "PT2H, Developer, false, lasts longer",
    "PT50S, Developer, false, has ended",
    "PT-1H, Developer, false, has ended",
  })
  void aWrongAnswerIsNeverServed(
      Duration length, String role, boolean otherAccount, String reason) {
    SessionCredentials good = workshop.granted("personal");
    workshop.aws.behave((parent, request) -> {
      CallerIdentity bearer = Samples.bearer(Samples.role(role));
      return Samples.session(
          otherAccount ? new CallerIdentity("999988887777", bearer.arn()) : bearer,
          workshop.time.instant().plus(length));
    });
    if (role.startsWith("other/")) {
      workshop.aws.behave((parent, request) -> workshop.aws.issue(Samples.role("Other"), length));
    }
    workshop.live(Duration.ofMinutes(40));
    assertSame(good, workshop.granted("personal"));
    workshop.live(Duration.ofMinutes(21));
    Problem problem = workshop.refused("personal");
    assertEquals(ProblemCode.AWS_UNEXPECTED, problem.code());
    assertTrue(problem.message().contains(reason), problem.message());
  }

  @Test
  void aSessionIsNeverReplacedByOneThatEndsEarlier() {
    SessionCredentials good = workshop.granted("personal");
    workshop.aws.behave((parent, request) -> workshop.aws.issue(request, Duration.ofMinutes(20)));
    workshop.live(Duration.ofMinutes(34));
    assertTrue(workshop.aws.calls().size() > 1);
    assertSame(good, workshop.granted("personal"));
  }

  @Test
  void oneHangingRenewalHoldsNobodyUpForLong() {
    Queue<Runnable> never = new ConcurrentLinkedQueue<>();
    AtomicBoolean hang = new AtomicBoolean();
    Workshop hanging =
        new Workshop(
                call -> {
                  if (hang.get()) {
                    never.add(call);
                  } else {
                    call.run();
                  }
                },
                new SplittableRandom(1))
            .with(Samples.plan("personal", Samples.role("Developer")))
            .loggedIn("personal");
    SessionCredentials good = hanging.granted("personal");
    hang.set(true);
    hanging.time.pass(Duration.ofMinutes(50));
    hanging.vending.tick();
    assertEquals(1, never.size());
    hanging.time.pass(Duration.ofSeconds(2));
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertSame(good, hanging.granted("personal"));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(Broker.PATIENCE) < 0, "took " + took);
    assertEquals(1, never.size());
  }
}
