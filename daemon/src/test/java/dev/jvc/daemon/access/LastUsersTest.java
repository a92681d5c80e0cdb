package dev.jvc.daemon.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LastUsersTest {

  private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");
  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final long THIS = ProcessHandle.current().pid();

  private final AtomicLong nanos = new AtomicLong();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final Table table = new Table();
  private final LastUsers users =
      new LastUsers(
          table,
          background::add,
          () -> MORNING.plusNanos(nanos.get()),
          nanos::get,
          changes::incrementAndGet);

  /** What runs on the machine, by the client's port. */
  private static final class Table implements ProgramFinder {

    final Map<Integer, Program> byPort = new HashMap<>();
    final Map<Long, String> byPid = new HashMap<>();
    final AtomicInteger questions = new AtomicInteger();

    @Override
    public Map<Connection, Program> holding(Set<Connection> connections) {
      questions.incrementAndGet();
      Map<Connection, Program> found = new HashMap<>();
      for (Connection connection : connections) {
        Program program = byPort.get(connection.client());
        if (program != null) {
          found.put(connection, program);
        }
      }
      return found;
    }

    @Override
    public Optional<Program> named(long pid) {
      return Optional.ofNullable(byPid.get(pid)).map(name -> new Program(pid, name));
    }
  }

  private static Caller standing(int port) {
    return new Caller.TokenBearer(PERSONAL, TokenKind.STANDING, null, new Connection(port, 9911));
  }

  private void runs(int port, String name) {
    table.byPort.put(port, new Program(port, name));
  }

  private void use(Caller caller) {
    users.used(PERSONAL, caller);
    look();
  }

  private void look() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private void secondsPass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private List<String> names() {
    return users.of(PERSONAL).stream()
        .map(user -> {
          Program program = user.program();
          return (program == null ? "?" : program.name()) + " " + user.way().wire();
        })
        .toList();
  }

  @Test
  void nobodyIsKnownBeforeAnybodyAsked() {
    assertEquals(List.of(), users.of(PERSONAL));
  }

  @Test
  void aProgramIsKnownByItsConnection() {
    runs(40_000, "aws");

    use(standing(40_000));

    assertEquals(
        List.of(new User(new Program(40_000, "aws"), Way.CONTAINER, MORNING)), users.of(PERSONAL));
    assertEquals(List.of(), users.of(new ProfileName("other")));
    assertEquals(1, changes.get());
  }

  @Test
  void whoAsksIsLookedUpBehindTheAnswer() {
    runs(40_000, "aws");

    users.used(PERSONAL, standing(40_000));

    assertEquals(0, table.questions.get());
    assertEquals(1, background.size());
    look();
    assertEquals(List.of("aws container"), names());
  }

  @Test
  void aProgramThatIsGoneStaysUnknown() {
    use(standing(40_000));

    assertEquals(List.of(new User(null, Way.CONTAINER, MORNING)), users.of(PERSONAL));
  }

  @Test
  void theNewestStandsFirstAndFourAreRemembered() {
    for (String name : List.of("one", "two", "three", "four", "five")) {
      runs(name.hashCode(), name);
      use(standing(name.hashCode()));
      secondsPass(1);
    }

    assertEquals(
        List.of("five container", "four container", "three container", "two container"), names());
  }

  @Test
  void aProgramThatRunsAgainStandsOnceWithItsLastProcess() {
    runs(1, "aws");
    runs(2, "terraform");
    runs(3, "aws");
    for (int port = 1; port <= 3; port++) {
      use(standing(port));
      secondsPass(10);
    }

    assertEquals(List.of("aws container", "terraform container"), names());
    User first = users.of(PERSONAL).getFirst();
    assertEquals(new Program(3, "aws"), first.program());
    assertEquals(MORNING.plusSeconds(20), first.at());
    assertEquals(2, changes.get(), "a new time is no reason to look again");
  }

  @Test
  void theSameProgramInTwoWaysIsTwoUsers() {
    runs(1, "python3");
    use(standing(1));
    secondsPass(1);
    use(new Caller.OwnProgram(PERSONAL, new Connection(1, 9912)));

    assertEquals(List.of("python3 metadata", "python3 container"), names());
  }

  @Test
  void aConnectionThatGoesOnAskingIsLookedAtOnceASecond() {
    runs(1, "aws");
    for (int i = 0; i < 100; i++) {
      use(standing(1));
    }
    assertEquals(1, table.questions.get());

    secondsPass(1);
    use(standing(1));
    assertEquals(2, table.questions.get());
    assertEquals(MORNING.plusSeconds(1), users.of(PERSONAL).getFirst().at());
  }

  @Test
  void aFloodOfConnectionsIsLookedAtFourTimesASecond() {
    for (int port = 1; port <= 100; port++) {
      use(standing(port));
    }
    assertEquals(ProfileUsers.MOST, table.questions.get());

    secondsPass(1);
    use(standing(101));
    assertEquals(ProfileUsers.MOST + 1, table.questions.get());
  }

  @Test
  void thoseWhoWaitAreLookedUpTogetherAndNoMoreThanABoundWait() {
    for (int i = 0; i < 100; i++) {
      ProfileName profile = new ProfileName("p" + i);
      runs(i + 1, "program" + i);
      users.used(
          profile,
          new Caller.TokenBearer(profile, TokenKind.STANDING, null, new Connection(i + 1, 9911)));
    }
    assertEquals(1, background.size());

    look();

    assertEquals(1, table.questions.get());
    assertEquals(1, users.of(new ProfileName("p" + (LastUsers.MOST_WAITING - 1))).size());
    assertEquals(0, users.of(new ProfileName("p" + LastUsers.MOST_WAITING)).size());
  }

  @Test
  void noMoreProfilesThanABoundAreRemembered() {
    for (int i = 0; i < LastUsers.MOST_PROFILES + 10; i++) {
      users.used(new ProfileName("p" + i), standing(1));
      look();
      secondsPass(1);
    }

    assertEquals(0, users.of(new ProfileName("p0")).size());
    assertEquals(1, users.of(new ProfileName("p" + (LastUsers.MOST_PROFILES + 9))).size());
  }

  private static Caller child(int port, @Nullable ProcessIdentity process) {
    return new Caller.TokenBearer(PERSONAL, TokenKind.CHILD, process, new Connection(port, 9911));
  }

  @Test
  void aProgramInsideExecIsItselfOrElseTheCommand() {
    ProcessIdentity command = ProcessIdentity.of(THIS).orElseThrow();
    table.byPid.put(THIS, "bash");
    runs(1, "aws");

    use(child(1, command));
    secondsPass(1);
    use(child(2, command));
    secondsPass(1);
    use(child(3, new ProcessIdentity(THIS, Instant.EPOCH)));

    assertEquals(List.of("? exec", "bash exec", "aws exec"), names());
  }

  @Test
  void aCredentialProcessIsForItsParent() {
    table.byPid.put(7L, "terraform");
    use(new Caller.Owner(Way.CREDENTIAL_PROCESS, 7));
    use(new Caller.Owner(Way.EXPORT, 7));
    use(new Caller.Owner(Way.CREDENTIAL_PROCESS, 8));
    use(new Caller.Owner(Way.CONTROL, 0));

    assertEquals(
        List.of(
            "? control",
            "? credential-process",
            "terraform export",
            "terraform credential-process"),
        names());
  }

  @Test
  void aCommandOfExecGetsItsNameWhenItHasStarted() {
    table.byPid.put(THIS, "jvc");
    use(new Caller.Owner(Way.EXEC, THIS));
    assertEquals(List.of("jvc exec"), names());

    table.byPid.put(THIS, "terraform");
    users.learn();

    assertEquals(2, changes.get());
    table.byPid.remove(THIS);
    assertEquals(List.of("terraform exec"), names());
  }

  @Test
  void twoLaunchersAreTwoCommands() {
    table.byPid.put(THIS, "jvc");
    use(new Caller.Owner(Way.EXEC, THIS));
    table.byPid.put(THIS, "terraform");
    secondsPass(5);
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    table.byPid.put(parent, "jvc");
    use(new Caller.Owner(Way.EXEC, parent));

    assertEquals(List.of("jvc exec", "terraform exec"), names());
  }

  @Test
  void aDaemonThatEndsLooksNobodyUp() {
    LastUsers ending =
        new LastUsers(
            table,
            _ -> {
              throw new RejectedExecutionException();
            },
            () -> MORNING,
            nanos::get,
            changes::incrementAndGet);

    ending.used(PERSONAL, standing(1));

    assertEquals(List.of(), ending.of(PERSONAL));
    assertTrue(background.isEmpty());
  }
}
