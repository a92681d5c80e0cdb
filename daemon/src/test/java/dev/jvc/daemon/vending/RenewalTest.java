package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.profile.SessionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenewalTest {

  private final Workshop workshop =
      new Workshop()
          .with(
              Samples.plan("personal", Samples.role("Developer")),
              Samples.plan("admin", Samples.role("Developer"), Samples.role("Admin")))
          .loggedIn("personal");

  private static Workshop with(Duration length) {
    return new Workshop()
        .with(Samples.plan("personal", Samples.role("Developer", length)))
        .loggedIn("personal");
  }

  @ParameterizedTest
  @CsvSource({
    // length of the session, what is always left, fewest and most calls in six hours
    "PT15M, PT6M, 40, 60",
    "PT20M, PT8M, 30, 45",
    "PT30M, PT25M, 60, 120",
    "PT45M, PT25M, 15, 22",
    "PT1H, PT25M, 10, 13",
    "PT12H, PT25M, 10, 13",
  })
  void aSessionInUseStaysComfortable(Duration length, Duration alwaysLeft, int fewest, int most) {
    Workshop used = with(length);
    used.granted("personal");
    for (int minute = 0; minute < 6 * 60; minute++) {
      used.live(Duration.ofMinutes(1));
      Duration left = used.left(used.granted("personal"));
      assertTrue(left.compareTo(alwaysLeft) >= 0, "only " + left + " left");
    }
    int calls = used.aws.calls().size();
    assertTrue(fewest <= calls && calls <= most, calls + " calls");
  }

  @Test
  void aSessionThatNobodyUsesIsRenewedOnceAtMostAndThenForgotten() {
    workshop.granted("personal");
    workshop.live(Duration.ofHours(3));
    assertEquals(2, workshop.aws.calls().size());
    assertEquals(List.of(), workshop.vending.overview().sessions());
    assertTrue(
        workshop
            .witness
            .lines()
            .contains("dropped " + Samples.bearer(Samples.role("Developer")).arn() + " EXPIRED"));
  }

  @Test
  void anIdleSessionIsRenewedForTheFirstWhoAsksAgain() {
    workshop.granted("personal");
    workshop.live(Duration.ofMinutes(75));
    assertEquals(2, workshop.aws.calls().size());
    SessionCredentials fresh = workshop.granted("personal");
    assertEquals(3, workshop.aws.calls().size());
    assertEquals(Duration.ofHours(1), workshop.left(fresh));
  }

  @Test
  void theSessionInTheMiddleOfAChainLivesAsLongAsItIsNeeded() {
    workshop.granted("admin");
    workshop.liveUsing("admin", Duration.ofHours(8));
    assertTrue(workshop.left(workshop.granted("admin")).compareTo(Duration.ofMinutes(25)) > 0);
    int calls = workshop.aws.calls().size();
    assertTrue(calls <= 2 * 18, calls + " calls");
  }

  @Test
  void aRequestNeverWaitsWhileALotIsLeft() {
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    Workshop slow =
        new Workshop(queue::add, new SplittableRandom(1))
            .with(Samples.plan("personal", Samples.role("Developer")))
            .loggedIn("personal");
    slow.vend("personal");
    queue.remove().run();
    SessionCredentials first = slow.granted("personal");
    slow.time.pass(Duration.ofMinutes(34));
    assertSame(first, slow.granted("personal"));
    assertEquals(1, queue.size());
    assertSame(first, slow.granted("personal"));
    assertEquals(1, queue.size());
    queue.remove().run();
    assertNotSame(first, slow.granted("personal"));
  }

  @Test
  void renewalsAreSpreadOverTime() {
    List<SessionPlan> plans = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      plans.add(Samples.plan("p" + i, Samples.role("Role" + i)));
    }
    Workshop many = new Workshop().with(plans.toArray(SessionPlan[]::new)).loggedIn("p0");
    plans.forEach(plan -> many.granted(plan.profile().value()));
    int most = 0;
    for (int tick = 0; tick < 12 * 60; tick++) {
      int before = many.aws.calls().size();
      many.live(Vending.TICK);
      most = Math.max(most, many.aws.calls().size() - before);
    }
    assertEquals(400, many.aws.calls().size());
    assertTrue(most <= 15 * Upkeep.RENEWALS_PER_SECOND, most + " calls in one tick");
  }

  @Test
  void tenThousandSessionsAreKeptAliveWithoutAHerd() {
    int sessions = 10_000;
    List<ProfileName> names = new ArrayList<>();
    Workshop many = new Workshop();
    for (int i = 0; i < sessions; i++) {
      SessionPlan plan = Samples.plan("p" + i, Samples.role("Role" + i));
      many.with(plan);
      names.add(plan.profile());
    }
    many.loggedIn("p0");
    int most = 0;
    for (int round = 0; round < 5; round++) {
      names.forEach(name -> many.granted(name.value()));
      for (int tick = 0; tick < 4 * 20; tick++) {
        int before = many.aws.calls().size();
        many.time.pass(Duration.ofSeconds(15));
        many.vending.tick();
        most = Math.max(most, many.aws.calls().size() - before);
      }
    }
    assertTrue(most < 600, most + " calls in one tick");
    for (ProfileName name : names) {
      Duration left = many.left(many.granted(name.value()));
      assertTrue(left.compareTo(Duration.ofMinutes(10)) > 0, name + " has " + left);
    }
    int calls = many.aws.calls().size();
    assertTrue(calls <= 5 * sessions, calls + " calls in 100 minutes");
  }

  @Test
  void aSessionWithHardlyAnyLifeDoesNotCauseAStormOfCalls() {
    workshop.aws.behave((parent, request) -> workshop.aws.issue(request, Duration.ofSeconds(100)));
    for (int second = 0; second < 120; second++) {
      workshop.vend("personal");
      workshop.time.pass(Duration.ofSeconds(1));
    }
    int calls = workshop.aws.calls().size();
    assertTrue(calls <= 5, calls + " calls in two minutes");
  }

  @Test
  void renewalEndsWithTheLogin() {
    Workshop evening =
        new Workshop()
            .with(Samples.plan("personal", Samples.role("Developer")))
            .loggedIn("personal", Samples.USER, Duration.ofHours(2));
    evening.granted("personal");
    evening.liveUsing("personal", Duration.ofMinutes(150));
    assertTrue(evening.left(evening.granted("personal")).compareTo(Duration.ofHours(1)) < 0);
    evening.liveUsing("personal", Duration.ofMinutes(35));
    assertEquals(ProblemCode.LOGIN_EXPIRED, evening.refused("personal").code());
    assertEquals(
        "the login of profile personal has ended: run jvc login personal",
        evening.refused("personal").message());
    int calls = evening.aws.calls().size();
    evening.live(Duration.ofMinutes(30));
    assertEquals(calls, evening.aws.calls().size());
  }
}
