package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.vending.Logins.Deposited;
import dev.jvc.daemon.vending.TaskAnswer.LoggedIn;
import dev.jvc.daemon.vending.TaskAnswer.Ticketed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginsTest {

  private static final long OTHER_PID = 4712;

  private final Workshop workshop =
      new Workshop()
          .with(
              Samples.plan("personal", Samples.role("Developer")),
              Samples.plan("dev", Samples.role("ReadOnly")),
              Samples.plan("plain", "personal", null, Samples.role("Developer")),
              Samples.plan("other", "other", Samples.MFA, Samples.role("Developer")),
              Samples.directPlan("direct", Samples.role("Developer", Duration.ofHours(8))));
  private final Logins logins = workshop.vending.logins();

  LoginsTest() {
    workshop.processes.put(OTHER_PID, Instant.EPOCH);
  }

  private TaskAnswer open(String profile, long pid, @Nullable Duration duration, boolean force)
      throws ProblemException {
    return logins.open(
        new TaskRequest(TaskKind.LOGIN, new ProfileName(profile), pid, duration, force));
  }

  private Ticketed ticketed(String profile) throws ProblemException {
    return assertInstanceOf(Ticketed.class, open(profile, Workshop.PID, null, false));
  }

  private static String text(Ticketed answer) {
    return answer.ticket().revealString();
  }

  private SessionCredentials session(Duration length) {
    return Samples.session(Samples.USER, workshop.time.instant().plus(length));
  }

  private static ProblemCode code(Executable attempt) {
    return assertThrows(ProblemException.class, attempt).problem().code();
  }

  @Test
  void aTicketStandsForTheTask() throws ProblemException {
    Ticketed answer = ticketed("personal");
    Task expected =
        new Task(
            TaskKind.LOGIN,
            Samples.PERSONAL,
            Samples.PERSONAL,
            "file",
            new LoginRequest.SessionToken(Samples.PERSONAL, Samples.MFA, Duration.ofHours(12)),
            Samples.STS);
    assertEquals(expected, answer.task());
    assertEquals(expected, logins.task(text(answer)));
    assertEquals(expected, logins.task(text(answer)));
    assertFalse(answer.toString().contains(text(answer)));
  }

  @Test
  void ticketsAreTwoHundredFiftySixRandomBits() throws ProblemException {
    Set<String> tickets = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String ticket = text(ticketed("personal"));
      assertTrue(ticket.matches("[A-Za-z0-9_-]{43}"), "a ticket of another shape");
      tickets.add(ticket);
    }
    assertEquals(1_000, tickets.size());
  }

  @Test
  void aDepositServesEveryProfileOfTheKeyAndUsesTheTicketUp() throws ProblemException {
    String ticket = text(ticketed("personal"));
    SessionCredentials session = session(Duration.ofHours(12));
    Deposited deposited = logins.deposit(ticket, session);
    assertEquals(
        new Deposited(
            Samples.PERSONAL,
            session.expiration(),
            List.of(new ProfileName("dev"), Samples.PERSONAL)),
        deposited);
    assertEquals(
        ProblemCode.TICKET_UNKNOWN,
        code(() -> logins.deposit(ticket, session(Duration.ofHours(12)))));
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.task(ticket)));
    workshop.granted("dev");
    workshop.granted("personal");
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("plain").code());
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("other").code());
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("direct").code());
  }

  @Test
  void ofManyDepositsUnderOneTicketOneIsTaken() throws Exception {
    String ticket = text(ticketed("personal"));
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Callable<Boolean> attempt =
            () -> {
              start.await();
              try {
                logins.deposit(ticket, session(Duration.ofHours(12)));
                return true;
              } catch (ProblemException used) {
                return false;
              }
            };
        attempts.add(threads.submit(attempt));
      }
      start.countDown();
      int taken = 0;
      for (Future<Boolean> attempt : attempts) {
        taken += attempt.get() ? 1 : 0;
      }
      assertEquals(1, taken);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ä\u0000"})
  void aGuessedTicketIsUnknown(String guess) throws ProblemException {
    ticketed("personal");
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.task(guess)));
    assertEquals(
        ProblemCode.TICKET_UNKNOWN,
        code(() -> logins.deposit(guess, session(Duration.ofHours(1)))));
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.keyChanged(guess)));
    logins.giveUp(guess);
  }

  @Test
  void aTicketDiesAfterTenMinutes() throws ProblemException {
    String ticket = text(ticketed("personal"));
    workshop.time.pass(Logins.TICKET_LIFE.minusMillis(1));
    logins.task(ticket);
    workshop.time.pass(Duration.ofMillis(1));
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.task(ticket)));
  }

  @Test
  void settingTheClockDoesNotProlongATicket() throws ProblemException {
    String ticket = text(ticketed("personal"));
    workshop.time.setWallForward(Duration.ofHours(-5));
    workshop.time.pass(Logins.TICKET_LIFE);
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.task(ticket)));
  }

  @Test
  void aTicketDiesWithTheProcessThatAsked() throws ProblemException {
    String ticket = text(ticketed("personal"));
    workshop.processes.remove(Workshop.PID);
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.task(ticket)));
  }

  @Test
  void aRecycledPidDoesNotReviveATicket() throws ProblemException {
    String ticket = text(ticketed("personal"));
    workshop.processes.put(Workshop.PID, Instant.EPOCH.plusSeconds(9));
    assertEquals(
        ProblemCode.TICKET_UNKNOWN,
        code(() -> logins.deposit(ticket, session(Duration.ofHours(12)))));
  }

  @Test
  void aProcessThatDoesNotExistGetsNoTicket() {
    assertEquals(ProblemCode.BAD_REQUEST, code(() -> open("personal", 99_999, null, false)));
  }

  @Test
  void twoTerminalsCannotLogInToTheSameKeyAtOnce() throws ProblemException {
    String first = text(ticketed("personal"));
    ProblemException second =
        assertThrows(ProblemException.class, () -> open("dev", OTHER_PID, null, true));
    assertEquals(ProblemCode.LOGIN_IN_PROGRESS, second.problem().code());
    assertEquals(
        "process 4711 is logging in with key personal already: finish or end it there",
        second.problem().message());
    assertInstanceOf(Ticketed.class, open("other", OTHER_PID, null, false));
    assertInstanceOf(Ticketed.class, open("plain", OTHER_PID, null, false));

    logins.giveUp(first);
    assertInstanceOf(Ticketed.class, open("dev", OTHER_PID, null, false));
  }

  @Test
  void aDeadTerminalDoesNotBlockTheNext() throws ProblemException {
    ticketed("personal");
    workshop.processes.remove(Workshop.PID);
    assertInstanceOf(Ticketed.class, open("personal", OTHER_PID, null, false));
  }

  @Test
  void askingAgainFromTheSameProcessReplacesItsTicket() throws ProblemException {
    String first = text(ticketed("personal"));
    String second = text(ticketed("dev"));
    assertNotEquals(first, second);
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.task(first)));
    logins.task(second);
  }

  @Test
  void aGoodLoginIsNotRepeatedUnlessForced() throws ProblemException {
    workshop.loggedIn("personal");
    Instant until = workshop.time.instant().plus(Duration.ofHours(12));
    assertEquals(
        new LoggedIn(new ProfileName("dev"), Samples.PERSONAL, until),
        open("dev", Workshop.PID, null, false));
    assertInstanceOf(Ticketed.class, open("dev", Workshop.PID, null, true));
  }

  @ParameterizedTest
  @CsvSource({
    "PT12H, PT11H29M, true",
    "PT12H, PT11H30M, false",
    "PT12H, PT11H59M30S, false",
    "PT15M, PT11M14S, true",
    "PT15M, PT11M15S, false",
    "PT36H, PT35H29M, true",
  })
  void aLoginThatEndsSoonMayBeRepeated(Duration length, Duration passed, boolean good)
      throws ProblemException {
    workshop.plans.put(Samples.PERSONAL, Samples.plan("personal", Samples.role("Developer")));
    Ticketed answer =
        assertInstanceOf(Ticketed.class, open("personal", Workshop.PID, length, false));
    logins.deposit(text(answer), session(length));
    workshop.time.pass(passed);
    assertEquals(good, open("personal", Workshop.PID, null, false) instanceof LoggedIn);
  }

  @ParameterizedTest
  @CsvSource({
    "personal, PT15M, true",
    "personal, PT36H, true",
    "personal, PT14M59S, false",
    "personal, PT36H1S, false",
    "direct, PT15M, true",
    "direct, PT12H, true",
    "direct, PT12H1S, false",
    "direct, PT0S, false",
    "direct, PT-1H, false",
  })
  void theDurationHasTheLimitsOfTheCall(String profile, Duration duration, boolean good)
      throws ProblemException {
    if (good) {
      Ticketed answer =
          assertInstanceOf(Ticketed.class, open(profile, Workshop.PID, duration, false));
      LoginRequest request = answer.task().login();
      assertEquals(duration, request == null ? null : request.duration());
    } else {
      ProblemException refused =
          assertThrows(ProblemException.class, () -> open(profile, Workshop.PID, duration, false));
      assertEquals(ProblemCode.BAD_REQUEST, refused.problem().code());
      assertTrue(refused.problem().message().contains("lasts 15 minutes to"));
    }
  }

  @Test
  void aDirectLoginOfAnyLengthIsTheSameLogin() throws ProblemException {
    Ticketed answer =
        assertInstanceOf(Ticketed.class, open("direct", Workshop.PID, Duration.ofHours(1), false));
    RoleRequest developer = Samples.role("Developer");
    logins.deposit(
        text(answer),
        Samples.session(
            Samples.bearer(developer), workshop.time.instant().plus(Duration.ofHours(1))));
    assertEquals(Samples.bearer(developer), workshop.granted("direct").identity());
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, has ended",
    "PT-1H, has ended",
    "PT12H6M, lasts longer",
    "P10000D, lasts longer",
  })
  void aSessionOfAnotherLengthIsNotTakenAndTheTicketStays(Duration length, String reason)
      throws ProblemException {
    String ticket = text(ticketed("personal"));
    ProblemException refused =
        assertThrows(ProblemException.class, () -> logins.deposit(ticket, session(length)));
    assertEquals(ProblemCode.AWS_UNEXPECTED, refused.problem().code());
    assertTrue(refused.problem().message().contains(reason));
    logins.deposit(ticket, session(Duration.ofHours(12)));
  }

  @ParameterizedTest
  @CsvSource({
    "personal, 999988887777, arn:aws:iam::999988887777:user/me, correct mfa_serial or the key",
    "personal, 111122223333, arn:aws:iam::999988887777:user/me, do not agree",
    "personal, 111122223333, nonsense, do not agree",
    "direct, 111122223333, arn:aws:iam::111122223333:user/me, another role",
    "direct, 111122223333, arn:aws:sts::111122223333:assumed-role/Admin/me, another role",
    "direct, 999988887777, arn:aws:sts::111122223333:assumed-role/Developer/me, another role",
  })
  void aSessionOfSomebodyElseIsNotTaken(String profile, String account, String arn, String reason)
      throws ProblemException {
    String ticket = text(ticketed(profile));
    SessionCredentials session =
        Samples.session(
            new CallerIdentity(account, arn), workshop.time.instant().plus(Duration.ofHours(8)));
    ProblemException refused =
        assertThrows(ProblemException.class, () -> logins.deposit(ticket, session));
    assertTrue(refused.problem().message().contains(reason), refused.problem().message());
    assertEquals(List.of(), workshop.vending.overview().logins());
  }

  @Test
  void aNewLoginKeepsTheRoleSessionsOfTheSamePerson() {
    workshop.loggedIn("personal");
    SessionCredentials good = workshop.granted("personal");
    workshop.loggedIn("personal");
    assertSame(good, workshop.granted("personal"));
    assertEquals(1, workshop.aws.calls().size());
  }

  @Test
  void aNewLoginOfSomebodyElseDropsThem() {
    workshop.loggedIn("personal");
    workshop.granted("personal");
    workshop.loggedIn(
        "personal",
        new CallerIdentity(Samples.ACCOUNT, "arn:aws:iam::111122223333:user/you"),
        Duration.ofHours(12));
    workshop.granted("personal");
    assertEquals(2, workshop.aws.calls().size());
  }

  @Test
  void aLoginEndsTheWaitAfterAFailure() {
    workshop.loggedIn("personal");
    workshop.aws.goDown();
    workshop.vend("personal");
    workshop.aws.recover();
    workshop.loggedIn("personal");
    workshop.granted("personal");
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskKind.class,
      names = {"ADD", "REMOVE"})
  void aChangedKeyDropsWhatWasMadeFromTheOldOne(TaskKind kind) throws ProblemException {
    workshop.loggedIn("personal").loggedIn("other").loggedIn("plain");
    workshop.granted("personal");
    workshop.granted("other");
    Ticketed answer =
        assertInstanceOf(
            Ticketed.class,
            logins.open(new TaskRequest(kind, new ProfileName("dev"), Workshop.PID, null, false)));
    assertEquals(
        new Task(kind, new ProfileName("dev"), Samples.PERSONAL, "file", null, Samples.STS),
        answer.task());
    assertEquals(
        ProblemCode.BAD_REQUEST,
        code(() -> logins.deposit(text(answer), session(Duration.ofHours(12)))));
    assertEquals(3, logins.keyChanged(text(answer)));
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.keyChanged(text(answer))));
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("personal").code());
    assertEquals(ProblemCode.LOGIN_NEEDED, workshop.refused("plain").code());
    workshop.granted("other");
  }

  @Test
  void anImportedKeyGoesUnderTheProfilesOwnName() throws ProblemException {
    ProfileName dev = new ProfileName("dev");
    workshop.loggedIn("personal");

    Ticketed answer =
        assertInstanceOf(
            Ticketed.class,
            logins.open(new TaskRequest(TaskKind.IMPORT, dev, Workshop.PID, null, false)));

    assertEquals(new Task(TaskKind.IMPORT, dev, dev, "file", null, Samples.STS), answer.task());
    assertEquals(0, logins.keyChanged(text(answer)));
    assertEquals(ProblemCode.TICKET_UNKNOWN, code(() -> logins.keyChanged(text(answer))));
  }

  @Test
  void aKeyMayBeAddedBeforeTheConfigurationNamesIt() throws ProblemException {
    ProfileName fresh = new ProfileName("fresh");
    Ticketed answer =
        assertInstanceOf(
            Ticketed.class,
            logins.open(new TaskRequest(TaskKind.ADD, fresh, Workshop.PID, null, false)));
    assertEquals(new Task(TaskKind.ADD, fresh, fresh, "auto", null, Samples.STS), answer.task());
    assertNull(answer.task().login());
    assertEquals(0, logins.keyChanged(text(answer)));
    assertEquals(ProblemCode.UNKNOWN_PROFILE, code(() -> open("fresh", 4711, null, false)));
  }

  @ParameterizedTest
  @CsvSource({"PT1H, false", ", true"})
  void durationAndForceBelongToALogin(@Nullable Duration duration, boolean force) {
    assertEquals(
        ProblemCode.BAD_REQUEST,
        code(() ->
            logins.open(
                new TaskRequest(TaskKind.ADD, Samples.PERSONAL, Workshop.PID, duration, force))));
  }

  @Test
  void aLoginTicketTakesNoEmptyDeposit() throws ProblemException {
    String ticket = text(ticketed("personal"));
    assertEquals(ProblemCode.BAD_REQUEST, code(() -> logins.keyChanged(ticket)));
    logins.task(ticket);
  }

  @Test
  void lockingTakesTheTicketsOfLoginsBack() throws ProblemException {
    String ticket = text(ticketed("personal"));
    workshop.vending.broker().logoutAll();
    assertEquals(
        ProblemCode.TICKET_UNKNOWN,
        code(() -> logins.deposit(ticket, session(Duration.ofHours(12)))));
  }

  @Test
  void ticketsAreBounded() throws ProblemException {
    List<Secret> kept = new ArrayList<>();
    for (int i = 0; i < Tickets.MAXIMUM; i++) {
      TaskRequest request =
          new TaskRequest(TaskKind.ADD, new ProfileName("p" + i), Workshop.PID, null, false);
      kept.add(assertInstanceOf(Ticketed.class, logins.open(request)).ticket());
    }
    assertEquals(ProblemCode.TOO_MANY_REQUESTS, code(() -> ticketed("personal")));
    logins.giveUp(kept.getFirst().revealString());
    ticketed("personal");
  }
}
