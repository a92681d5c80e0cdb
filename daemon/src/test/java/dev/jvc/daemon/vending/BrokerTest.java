package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.vending.ScriptedAws.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BrokerTest {

  private final Workshop workshop =
      new Workshop()
          .with(
              Samples.plan("personal", Samples.role("Developer")),
              Samples.plan("admin", Samples.role("Developer"), Samples.role("Admin")),
              Samples.plan("audit", Samples.role("Developer"), Samples.role("Audit")),
              Samples.plan("base"),
              Samples.directPlan("direct", Samples.role("Developer", Duration.ofHours(8))));

  @Test
  void aProfileWithoutALoginNamesTheCommandToRun() {
    Problem problem = workshop.refused("personal");
    assertInstanceOf(Vend.NeedsPerson.class, workshop.vend("personal"));
    assertEquals(ProblemCode.LOGIN_NEEDED, problem.code());
    assertEquals("profile personal needs a login: run jvc login personal", problem.message());
    assertEquals("jvc login personal", problem.hint());
    assertEquals(List.of(), workshop.aws.calls());
  }

  @Test
  void anUnknownProfileIsDenied() {
    Vend vend = workshop.vend("nobody");
    assertInstanceOf(Vend.Denied.class, vend);
    assertEquals(ProblemCode.UNKNOWN_PROFILE, Workshop.problem(vend).code());
  }

  @Test
  void aWarmRequestIsAnsweredFromMemoryWithTheSameBytes() {
    workshop.loggedIn("personal");
    Vend first = workshop.vend("personal");
    assertSame(first, workshop.vend("personal"));
    assertEquals(1, workshop.aws.calls().size());
  }

  @Test
  void aProfileWithoutARoleVendsTheLoginItself() {
    workshop.loggedIn("base");
    assertEquals(Samples.USER, workshop.granted("base").identity());
    assertEquals(List.of(), workshop.aws.calls());
  }

  @Test
  void aDirectLoginIsTheRoleSessionOfItsProfileOnly() {
    CallerIdentity developer = Samples.bearer(Samples.role("Developer"));
    workshop.loggedIn("direct", developer, Duration.ofHours(8));
    assertEquals(developer, workshop.granted("direct").identity());
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("personal").code());
    assertEquals(List.of(), workshop.aws.calls());
  }

  @Test
  void chainsShareTheSessionsTheyBeginWith() {
    workshop.loggedIn("personal");
    workshop.granted("admin");
    workshop.granted("audit");
    workshop.granted("personal");
    String user = Samples.USER.arn();
    String developer = Samples.bearer(Samples.role("Developer")).arn();
    assertEquals(
        List.of(
            new Call("Developer", user),
            new Call("Admin", developer),
            new Call("Audit", developer)),
        workshop.aws.calls());
  }

  @Test
  void everythingThatChangesTheAnswerSeparatesSessions() {
    workshop.with(
        Samples.plan("short", Samples.role("Developer", Duration.ofMinutes(15))),
        Samples.plan("elsewhere", "other", Samples.MFA, Samples.role("Developer")),
        Samples.plan("plain", "personal", null, Samples.role("Developer")));
    workshop.loggedIn("personal");
    SessionCredentials personal = workshop.granted("personal");
    assertNotSame(personal, workshop.granted("short"));
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("elsewhere").code());
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("plain").code());
  }

  @Test
  void anEditOfTheConfigurationTakesEffectAtOnce() {
    workshop.loggedIn("personal");
    workshop.granted("personal");
    workshop.with(Samples.plan("personal", Samples.role("ReadOnly")));
    assertEquals(Samples.bearer(Samples.role("ReadOnly")), workshop.granted("personal").identity());
    workshop.plans.remove(Samples.PERSONAL);
    assertEquals(ProblemCode.UNKNOWN_PROFILE, workshop.refused("personal").code());
  }

  @Test
  void anAnswerThatClientsCannotReadIsNotServed() {
    Workshop narrow = new Workshop().with(Samples.plan("personal", Samples.role("Developer")));
    narrow.loggedIn("personal");
    narrow.documentsAreTooLarge();
    Vend vend = narrow.vend("personal");
    assertInstanceOf(Vend.Unavailable.class, vend);
    assertEquals(ProblemCode.TOKEN_TOO_LARGE, Workshop.problem(vend).code());
  }

  @Test
  void aSlowAnswerIsPendingForProgramsAndAwaitedForPeople() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Workshop busy =
          new Workshop(threads, RandomGenerator.of("L64X128MixRandom"))
              .with(Samples.plan("personal", Samples.role("Developer")))
              .loggedIn("personal");
      busy.aws.behave((parent, request) -> {
        slow.await();
        return busy.aws.issue(parent, request);
      });
      Vend pending = busy.vend("personal");
      assertEquals(ProblemCode.PENDING, Workshop.problem(pending).code());
      assertInstanceOf(Vend.Unavailable.class, pending);
      var patient =
          threads.submit(
              () -> busy.vending.broker().vendPatiently(Samples.PERSONAL, Duration.ofDays(1)));
      slow.countDown();
      assertInstanceOf(Vend.Granted.class, patient.get());
      assertEquals(1, busy.aws.calls().size());
    }
  }

  @Test
  void logoutDropsTheLoginAndWhatWasMadeFromIt() throws ProblemException {
    workshop.with(Samples.plan("other", "other", Samples.MFA, Samples.role("Developer")));
    workshop.loggedIn("personal").loggedIn("other");
    workshop.granted("admin");
    workshop.granted("other");
    assertEquals(3, workshop.vending.broker().logout(Samples.PERSONAL));
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("admin").code());
    workshop.granted("other");
    assertEquals(2, workshop.vending.broker().logoutAll());
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("other").code());
    assertEquals(0, workshop.vending.broker().logoutAll());
  }

  @Test
  void credentialsAreWipedSomeTimeAfterALogoutAndAtOnceAtTheEnd() {
    workshop.loggedIn("personal");
    SessionCredentials first = workshop.granted("personal");
    workshop.vending.broker().logoutAll();
    workshop.live(Duration.ofSeconds(50));
    assertEquals(false, first.secretAccessKey().isEmpty());
    assertTrue(first.sessionToken().revealString().startsWith("test-token"));
    workshop.live(Duration.ofSeconds(20));
    assertThrows(IllegalStateException.class, () -> first.sessionToken().revealString());

    workshop.loggedIn("personal");
    SessionCredentials second = workshop.granted("personal");
    workshop.close();
    assertThrows(IllegalStateException.class, () -> second.sessionToken().revealString());
  }

  @Test
  void identityAsksAwsAndPassesOnWhatItSays() throws ProblemException {
    workshop.loggedIn("personal");
    IdentityChecker.Identity identity = workshop.vending.broker().identity(Samples.PERSONAL);
    assertEquals(Samples.bearer(Samples.role("Developer")).arn(), identity.arn());
    workshop.aws.fail(Kind.REFUSED, ProblemCode.AWS_REFUSED, "AWS refused");
    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> workshop.vending.broker().identity(Samples.PERSONAL));
    assertEquals("AWS refused", refused.problem().message());
  }

  @Test
  void identityWithoutALoginSaysSo() {
    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> workshop.vending.broker().identity(Samples.PERSONAL));
    assertEquals(ProblemCode.LOGIN_NEEDED, refused.problem().code());
  }

  @Test
  void theWitnessSeesALifeOfASession() {
    workshop.vend("personal");
    workshop.loggedIn("personal");
    workshop.vend("personal");
    workshop.vending.broker().logoutAll();
    String developer = Samples.bearer(Samples.role("Developer")).arn();
    assertEquals(
        List.of(
            "vended personal NeedsPerson",
            "login personal",
            "called AssumeRole ok",
            "issued " + developer,
            "vended personal Granted",
            "logout personal LOGGED_OUT",
            "dropped " + developer + " LOGGED_OUT"),
        workshop.witness.lines());
  }
}
