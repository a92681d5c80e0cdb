package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.SessionCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are set, and machines that sleep. */
final class ClockTest {

  private final Workshop workshop =
      new Workshop()
          .with(Samples.plan("personal", Samples.role("Developer")), Samples.plan("base"))
          .loggedIn("personal");

  /** AWS goes by the true time, whatever this machine believes. */
  private Duration offset = Duration.ZERO;

  private void setClock(Duration by) {
    workshop.time.setWallForward(by);
    offset = offset.plus(by);
    workshop.aws.behave((parent, request) ->
        Samples.session(Samples.bearer(request), trueTime().plus(request.chainedDuration())));
    workshop.live(Vending.TICK);
  }

  private Instant trueTime() {
    return workshop.time.instant().minus(offset);
  }

  private List<String> jumps() {
    return workshop.witness.lines().stream().filter(line -> line.startsWith("jumped")).toList();
  }

  @Test
  void aSteadyClockIsNoJump() {
    workshop.granted("personal");
    workshop.liveUsing("personal", Duration.ofHours(2));
    assertEquals(List.of(), jumps());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "PT-30M", "PT-9H", "P-20000D"})
  void aClockSetBackDoesNotProlongASession(Duration by) {
    SessionCredentials good = workshop.granted("personal");
    setClock(by);
    assertEquals(List.of("jumped " + by), jumps());
    for (int minute = 0; minute < 70; minute++) {
      workshop.live(Duration.ofMinutes(1));
      if (workshop.vend("personal") instanceof dev.jvc.daemon.credential.Vend.Granted(var g)) {
        assertSame(good, g.credentials());
        Duration trulyLeft = Duration.between(trueTime(), good.expiration());
        assertTrue(trulyLeft.compareTo(Duration.ofSeconds(55)) >= 0, trulyLeft + " left");
      }
    }
    assertTrue(
        workshop.refused("personal").message().contains("check this machine's clock"),
        workshop.refused("personal").message());
    setClock(by.negated());
    assertEquals(Samples.USER, workshop.granted("base").identity());
    assertEquals(Duration.ofHours(1), workshop.left(workshop.granted("personal")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT13H", "P20000D"})
  void aClockSetForwardByMistakeCostsNoLogin(Duration by) {
    workshop.granted("personal");
    setClock(by);
    workshop.live(Duration.ofMinutes(1));
    assertTrue(
        List.of(ProblemCode.AWS_UNEXPECTED, ProblemCode.LOGIN_EXPIRED)
            .contains(workshop.refused("personal").code()));
    setClock(by.negated());
    assertEquals(Samples.USER, workshop.granted("base").identity());
    workshop.granted("personal");
    workshop.liveUsing("personal", Duration.ofMinutes(40));
    assertTrue(workshop.left(workshop.granted("personal")).compareTo(Duration.ofMinutes(25)) > 0);
  }

  @Test
  void aSmallCorrectionChangesNothing() {
    SessionCredentials good = workshop.granted("personal");
    setClock(Duration.ofSeconds(4));
    setClock(Duration.ofSeconds(-4));
    assertSame(good, workshop.granted("personal"));
    assertEquals(List.of(), jumps());
  }

  @Test
  void aNightAsleepIsNoticedAndTheSessionFetchedAnew() {
    workshop.granted("personal");
    workshop.time.pass(Duration.ofHours(8));
    workshop.vending.tick();
    assertEquals(List.of("jumped PT0S"), jumps());
    assertEquals(Duration.ofHours(1), workshop.left(workshop.granted("personal")));
  }

  @Test
  void aSleepOverTheEndOfTheLoginAsksForALogin() {
    workshop.granted("personal");
    workshop.time.pass(Duration.ofHours(14));
    assertEquals(ProblemCode.LOGIN_EXPIRED, workshop.refused("personal").code());
    workshop.vending.tick();
    assertEquals(ProblemCode.LOGIN_EXPIRED, workshop.refused("personal").code());
    assertEquals(List.of(), workshop.vending.overview().logins());
  }

  @Test
  void afterASleepAFailureBeforeItNoLongerCounts() {
    workshop.granted("personal");
    workshop.aws.goDown();
    workshop.live(Duration.ofMinutes(50));
    workshop.aws.recover();
    workshop.time.pass(Duration.ofSeconds(31));
    workshop.vending.tick();
    assertEquals(Duration.ofHours(1), workshop.left(workshop.granted("personal")));
  }
}
