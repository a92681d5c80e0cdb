package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that hold on when one daemon takes over from another. */
final class KeptLoginsTest {

  private final ManualTime time = new ManualTime();
  private final Drawer drawer = new Drawer();

  /** Keeps the document as it is. */
  private static final class Drawer implements LoginKeeper {

    private volatile boolean wanted = true;
    private volatile byte @Nullable [] document;
    private volatile Duration life = Duration.ZERO;

    @Override
    public boolean wanted() {
      return wanted;
    }

    @Override
    public Optional<byte[]> kept() {
      return Optional.ofNullable(document).map(byte[]::clone);
    }

    @Override
    public void keep(byte[] newer, Duration goodFor) {
      document = newer.clone();
      life = goodFor;
    }

    @Override
    public void forget() {
      document = null;
    }
  }

  /** A daemon that knows a role, a login to the same key, and another key. */
  private Workshop daemon() {
    return new Workshop(time, drawer)
        .with(
            Samples.plan("personal", Samples.role("Developer")),
            Samples.plan("base"),
            Samples.plan("work", "work", null),
            Samples.directPlan("direct", Samples.role("Admin", Duration.ofHours(4))));
  }

  private Workshop restarted(Workshop before) {
    before.close();
    return daemon();
  }

  @Test
  void theNextDaemonServesWithoutALogin() {
    Workshop first = daemon().loggedIn("base");
    SessionCredentials before = first.granted("base");
    String id = before.accessKeyId().value();
    String secret = before.secretAccessKey().revealString();
    String token = before.sessionToken().revealString();

    Workshop next = restarted(first);

    SessionCredentials after = next.granted("base");
    assertNotSame(before, after);
    assertEquals(id, after.accessKeyId().value());
    assertEquals(secret, after.secretAccessKey().revealString());
    assertEquals(token, after.sessionToken().revealString());
    assertEquals(Samples.USER, after.identity());
    assertEquals(Duration.ofHours(12), next.left(after));
    next.granted("personal");
    assertEquals(1, next.vending.overview().logins().size());
  }

  @Test
  void aDaemonThatNobodyClosedIsNoDifferent() {
    daemon().loggedIn("base");

    daemon().granted("base");
  }

  @Test
  void everythingThatTellsLoginsApartIsKept() {
    RoleRequestSamples.all()
        .forEach(role -> {
          Workshop first = new Workshop(time, drawer).with(Samples.directPlan("direct", role));
          first.loggedIn("direct", Samples.bearer(role), Duration.ofHours(4));
          first.close();

          Workshop next = new Workshop(time, drawer).with(Samples.directPlan("direct", role));

          assertEquals(Samples.bearer(role), next.granted("direct").identity());
        });
  }

  /** Roles with and without each of their members. */
  private static final class RoleRequestSamples {

    private static List<dev.jvc.daemon.credential.RoleRequest> all() {
      var plain = Samples.role("Admin", Duration.ofHours(4));
      return List.of(
          plain,
          new dev.jvc.daemon.credential.RoleRequest(
              plain.role(),
              plain.sessionName(),
              plain.duration(),
              "external-id",
              java.util.Map.of("team", "blue", "größe", "\uD83D\uDC19"),
              java.util.Set.of("team"),
              "me"));
    }
  }

  @Test
  void severalLoginsAreKeptUntilTheLastEnds() {
    Workshop first = daemon().loggedIn("base", Samples.USER, Duration.ofHours(1));
    assertEquals(Duration.ofHours(1), drawer.life);
    first.loggedIn("work", Samples.USER, Duration.ofHours(3));
    assertEquals(Duration.ofHours(3), drawer.life);

    time.pass(Duration.ofHours(2));
    Workshop next = restarted(first);

    next.granted("work");
    assertEquals(ProblemCode.LOGIN_NEEDED, next.refused("base").code());
    assertEquals(1, next.vending.overview().logins().size());
    time.pass(Duration.ofHours(2));
    next.vending.tick();
    assertEquals(null, drawer.document, "an ended login is kept");
  }

  @Test
  void aLogoutIsKeptToo() throws Exception {
    Workshop first = daemon().loggedIn("base").loggedIn("work");

    first.vending.broker().logout(new ProfileName("base"));

    Workshop next = restarted(first);
    assertEquals(ProblemCode.LOGIN_NEEDED, next.refused("base").code());
    next.granted("work");
    next.vending.broker().logoutAll();
    assertEquals(null, drawer.document);
    assertEquals(ProblemCode.LOGIN_NEEDED, restarted(next).refused("work").code());
  }

  @Test
  void aKeyThatWasChangedEndsItsLoginForGood() throws Exception {
    Workshop first = daemon().loggedIn("base").loggedIn("work");
    TaskAnswer answer =
        first
            .vending
            .logins()
            .open(
                new TaskRequest(TaskKind.ADD, new ProfileName("work"), Workshop.PID, null, false));
    try (Secret ticket = ((TaskAnswer.Ticketed) answer).ticket()) {
      first.vending.logins().keyChanged(ticket.revealString());
    }

    Workshop next = restarted(first);

    assertEquals(ProblemCode.LOGIN_NEEDED, next.refused("work").code());
    next.granted("base");
  }

  @Test
  void aLoginThatAwsRefusesIsNotTakenOver() {
    Workshop first = daemon().loggedIn("personal");
    first.aws.fail(Kind.PARENT_EXPIRED, ProblemCode.LOGIN_EXPIRED, "the token is invalid");

    first.vend("personal");

    assertEquals(null, drawer.document);
    assertEquals(ProblemCode.LOGIN_NEEDED, restarted(first).refused("personal").code());
  }

  @Test
  void aNewLoginTakesThePlaceOfTheOneBefore() {
    Workshop first = daemon().loggedIn("base").loggedIn("base");
    String newest = first.granted("base").accessKeyId().value();

    assertEquals(newest, restarted(first).granted("base").accessKeyId().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "PT-9H", "P-20000D"})
  void aClockSetBackBetweenTwoDaemonsProlongsNothing(Duration by) {
    Workshop first = daemon().loggedIn("base");
    first.close();
    time.setWallForward(by);

    Workshop next = daemon();
    next.granted("base");
    next.live(Duration.ofHours(12).minusSeconds(30));

    assertFalse(next.vend("base") instanceof Vend.Granted, "served beyond its time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT13H", "P20000D"})
  void aClockSetForwardByMistakeBetweenTwoDaemonsCostsNoLogin(Duration by) {
    Workshop first = daemon().loggedIn("base");
    first.close();
    time.setWallForward(by);
    Workshop next = daemon();
    assertEquals(ProblemCode.LOGIN_EXPIRED, next.refused("base").code());

    time.setWallForward(by.negated());
    next.live(Vending.TICK);

    assertEquals(Duration.ofHours(12), next.left(next.granted("base")).plus(Vending.TICK));
  }

  @Test
  void aChangeOfMindIsObeyedAtTheNextTick() {
    Workshop daemon = daemon().loggedIn("base");
    drawer.wanted = false;
    daemon.live(Vending.TICK);
    assertEquals(null, drawer.document);
    daemon.granted("base");

    drawer.wanted = true;
    daemon.live(Vending.TICK);

    restarted(daemon).granted("base");
  }

  @Test
  void whatIsNotWantedAnyMoreIsForgottenAtTheStart() {
    daemon().loggedIn("base").close();
    drawer.wanted = false;

    assertEquals(ProblemCode.LOGIN_NEEDED, daemon().refused("base").code());

    assertEquals(null, drawer.document);
  }

  @Test
  void aDocumentThatIsNoneOfOursIsDropped() {
    daemon().loggedIn("base").loggedIn("work").close();
    byte[] good = drawer.kept().orElseThrow();
    List<byte[]> bad = new ArrayList<>(List.of(new byte[0], Arrays.copyOf(good, good.length + 1)));
    for (int length = 1; length < good.length; length++) {
      bad.add(Arrays.copyOf(good, length));
    }
    byte[] newer = good.clone();
    newer[0] = 2;
    bad.add(newer);
    byte[] many = good.clone();
    many[1] = 0x7f;
    bad.add(many);
    byte[] negative = good.clone();
    negative[1] = (byte) 0x80;
    bad.add(negative);
    for (byte[] document : bad) {
      drawer.document = document;

      assertEquals(ProblemCode.LOGIN_NEEDED, daemon().refused("base").code());
      assertEquals(null, drawer.document, document.length + " bytes");
    }
  }

  @Test
  void aLogoutThatComesWhileTheDaemonClosesCountsForTheNext() {
    Workshop first = daemon().loggedIn("base").loggedIn("work");
    first.close();

    first.vending.broker().logoutAll();

    assertEquals(ProblemCode.LOGIN_NEEDED, daemon().refused("base").code());
  }

  @Test
  void theLogSaysThatALoginEndedWithTheDaemon() {
    Workshop first = daemon().loggedIn("base");

    first.close();

    assertTrue(
        first.witness.lines().contains("logout personal DAEMON_ENDED"),
        first.witness.lines().toString());
  }

  @Test
  void whatIsKeptAgreesWithWhatHoldsHoweverManyChangeItAtOnce() throws Exception {
    Workshop daemon = new Workshop(time, drawer);
    for (int i = 0; i < 8; i++) {
      daemon.with(Samples.plan("p" + i, "p" + i, null));
    }
    List<Future<?>> rounds = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 400; round++) {
        String profile = "p" + round % 8;
        boolean in = round % 3 > 0;
        rounds.add(threads.submit(() -> changeLogin(daemon, profile, in)));
      }
    }
    for (Future<?> round : rounds) {
      round.get();
    }
    var holding = daemon.vending.overview().logins();
    var plans = daemon.plans.values();

    Workshop next = new Workshop(time, drawer);
    plans.forEach(next::with);

    assertEquals(holding, next.vending.overview().logins());
  }

  private static void changeLogin(Workshop daemon, String profile, boolean in) {
    try {
      if (in) {
        daemon.loggedIn(profile);
      } else {
        daemon.vending.broker().logout(new ProfileName(profile));
      }
    } catch (ProblemException problem) {
      throw new AssertionError(problem);
    } catch (AssertionError revokedMeanwhile) {
      // A logout takes the ticket of a login that is under way.
      if (!(revokedMeanwhile.getCause() instanceof ProblemException)) {
        throw revokedMeanwhile;
      }
    }
  }
}
