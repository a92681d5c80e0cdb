package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.store.secretservice.ScriptedWindows.Answer;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens around the windows in which GNOME Keyring asks for a password. */
@Timeout(60)
final class GnomeKeyringWindowsIT {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final Answer RIGHT = new Answer.Password("right");
  private static final Answer CLOSE = new Answer.Close();

  private final List<String> told = new CopyOnWriteArrayList<>();
  private PrivateBus bus;
  private GnomeKeyring keyring;

  @BeforeEach
  void startKeyring() throws Exception {
    bus = PrivateBus.start();
    keyring = GnomeKeyring.start(bus);
  }

  @AfterEach
  void stopKeyring() throws Exception {
    keyring.close();
    bus.close();
  }

  private SecretStore open() {
    return SecretServiceStore.in(bus.environment(), told::add);
  }

  /** A collection with one key, locked, as after a login. */
  private void lockedKey() throws Exception {
    keyring.create("jvc", "right");
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    keyring.restart();
  }

  @Test
  void theFirstKeyMakesACollectionWithAPasswordOfItsOwn() throws Exception {
    try (ScriptedWindows windows = ScriptedWindows.on(bus, number -> RIGHT)) {
      try (SecretStore store = open()) {
        assertEquals(List.of(), store.names());
        store.remove(PERSONAL);
        Failures.of(ProblemCode.KEY_MISSING, () -> store.read(PERSONAL));
        assertEquals(List.of(), windows.shown(), "nobody is asked while there is no key");

        store.write(PERSONAL, Keys.key(1));
        store.write(new ProfileName("work"), Keys.key(2));
        assertEquals(1, Keys.numberIn(store, PERSONAL));
      }
      assertEquals(1, windows.shown().size(), windows.shown().toString());
      assertEquals(
          List.of(
              "a window of the Secret Service asks you to choose a password for the new"
                  + " collection jvc"),
          told);
      assertEquals(1, keyring.collections().stream().filter("jvc"::equals).count());
      keyring.restart();
      keyring.unlock("/org/freedesktop/secrets/collection/jvc", "right");
      try (SecretStore store = open()) {
        assertEquals(1, Keys.numberIn(store, PERSONAL));
      }
    }
  }

  @Test
  void afterALoginThePasswordIsAskedForOnceHoweverMuchIsDone() throws Exception {
    lockedKey();
    try (ScriptedWindows windows = ScriptedWindows.on(bus, number -> RIGHT)) {
      for (int process = 0; process < 3; process++) {
        try (SecretStore store = open()) {
          assertEquals(1, Keys.numberIn(store, PERSONAL));
          store.write(new ProfileName("work"), Keys.key(2));
          assertEquals(2, store.names().size());
          store.remove(new ProfileName("work"));
        }
      }
      assertEquals(1, windows.shown().size(), windows.shown().toString());
      assertEquals(
          List.of("a window of the Secret Service asks you to unlock the collection jvc"), told);
    }
  }

  @Test
  void namesThatTheServiceHidesAreListedAfterUnlocking() throws Exception {
    lockedKey();
    try (ScriptedWindows windows = ScriptedWindows.on(bus, number -> RIGHT);
        SecretStore store = open()) {
      assertEquals(List.of(PERSONAL), store.names());
      assertEquals(1, windows.shown().size());
    }
  }

  @Test
  void aWrongPasswordMayBeCorrected() throws Exception {
    lockedKey();
    Function<Integer, Answer> script = number -> number == 1 ? new Answer.Password("wrong") : RIGHT;
    try (ScriptedWindows windows = ScriptedWindows.on(bus, script);
        SecretStore store = open()) {
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      assertEquals(2, windows.shown().size());
    }
  }

  @Test
  void aClosedWindowCancelsAndNothingIsReadOrChanged() throws Exception {
    lockedKey();
    try (ScriptedWindows windows = ScriptedWindows.on(bus, number -> CLOSE);
        SecretStore store = open()) {
      List<Callable<?>> calls =
          List.of(
              () -> store.read(PERSONAL),
              store::names,
              () -> {
                store.write(PERSONAL, Keys.key(2));
                return null;
              },
              () -> {
                store.remove(PERSONAL);
                return null;
              });
      for (Callable<?> call : calls) {
        Problem cancelled = Failures.of(ProblemCode.CANCELLED, call);
        assertTrue(cancelled.message().startsWith("cancelled"), cancelled.message());
      }
      assertEquals(4, windows.shown().size(), "one try for each");
    }
    keyring.unlock("/org/freedesktop/secrets/collection/jvc", "right");
    try (SecretStore store = open()) {
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      assertEquals(List.of(PERSONAL), store.names());
    }
  }

  @Test
  void aCollectionThatNobodyWantsIsNotMade() throws Exception {
    try (ScriptedWindows windows = ScriptedWindows.on(bus, number -> CLOSE);
        SecretStore store = open()) {
      Failures.of(
          ProblemCode.CANCELLED,
          () -> {
            store.write(PERSONAL, Keys.key(1));
            return null;
          });
      assertEquals(1, windows.shown().size());
    }
    assertFalse(keyring.collections().contains("jvc"));
  }

  @Test
  void aWindowThatNobodyAnswersMayBeAnsweredLater() throws Exception {
    lockedKey();
    CompletableFuture<String> password = new CompletableFuture<>();
    Limits hasty = new Limits(Duration.ofSeconds(20), Duration.ofMillis(700));
    try (ScriptedWindows windows = ScriptedWindows.on(bus, number -> new Answer.Later(password))) {
      try (SecretStore store = SecretServiceStore.in(bus.environment(), hasty, told::add)) {
        Problem nobody = Failures.of(ProblemCode.CANCELLED, () -> store.read(PERSONAL));
        assertTrue(nobody.message().startsWith("nobody answered"), nobody.message());
      }
      password.complete("right");
      try (SecretStore store = open()) {
        assertEquals(1, Keys.numberIn(store, PERSONAL));
      }
      assertTrue(windows.shown().size() <= 2, windows.shown().toString());
    }
  }

  @Test
  void withoutADesktopASentenceSaysSoAtOnce() throws Exception {
    lockedKey();
    Map<String, String> noDesktop = Map.of("DBUS_SESSION_BUS_ADDRESS", bus.address());
    try (SecretStore store = SecretServiceStore.in(noDesktop, told::add)) {
      Problem problem = Failures.of(ProblemCode.STORE_FAILED, () -> store.read(PERSONAL));
      assertTrue(problem.message().contains("there is no desktop here"), problem.message());
    }
  }

  @Test
  void aServiceThatDiesBehindItsWindowIsNoticedAtOnce() throws Exception {
    lockedKey();
    try (ScriptedWindows windows =
            ScriptedWindows.on(bus, number -> new Answer.Later(new CompletableFuture<>()));
        SecretStore store = open()) {
      CompletableFuture<Problem> failing =
          CompletableFuture.supplyAsync(
              () -> Failures.of(ProblemCode.STORE_FAILED, () -> store.read(PERSONAL)));
      Awaitility.await().until(() -> windows.shown().size() == 1);
      keyring.kill();
      assertTrue(failing.get().message().contains("went away"), failing.get().message());
    }
  }
}
