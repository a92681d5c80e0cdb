package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store promises, whatever it keeps its keys in. */
public abstract class SecretStoreContract {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final ProfileName WORK = new ProfileName("work");

  /** A store over the same empty place for the whole test, unlocked the right way. */
  protected abstract SecretStore open();

  /** A store over that place which is unlocked the wrong way. */
  protected abstract SecretStore openWrongly();

  /** How a store says that it was unlocked the wrong way. */
  protected ProblemCode wronglyUnlocked() {
    return ProblemCode.WRONG_PASSPHRASE;
  }

  /** A store over that place whose person gives up when asked to unlock it. */
  protected abstract SecretStore openCancelling();

  /** What can be done with a store. */
  protected enum Use {
    READ,
    LIST,
    WRITE,
    REMOVE
  }

  /** What this store has to be unlocked for; the rest it does without asking anyone. */
  protected Set<Use> needsUnlocking() {
    return EnumSet.allOf(Use.class);
  }

  @Test
  void aKeyIsReadBackAsItWasStored() throws ProblemException {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));

      assertEquals(1, Keys.numberIn(store, PERSONAL));
    }
  }

  @Test
  void aKeyIsThereForTheNextProcess() throws ProblemException {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    try (SecretStore store = open()) {
      assertEquals(1, Keys.numberIn(store, PERSONAL));
    }
  }

  @Test
  void anEmptyStoreHasNoNamesAndNoKeys() throws ProblemException {
    try (SecretStore store = open()) {
      assertEquals(List.of(), store.names());
      assertCode(ProblemCode.KEY_MISSING, () -> store.read(PERSONAL));
    }
  }

  @Test
  void aMissingKeyIsNamedWithWhatToDo() throws ProblemException {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));

      ProblemException missing = assertCode(ProblemCode.KEY_MISSING, () -> store.read(WORK));
      assertTrue(missing.problem().message().contains("work"));
      assertEquals("jvc add work", missing.problem().hint());
      ProblemException odd =
          assertCode(ProblemCode.KEY_MISSING, () -> store.read(new ProfileName("it's $HOME")));
      assertEquals("jvc add 'it'\\''s $HOME'", odd.problem().hint());
    }
  }

  @Test
  void writingAgainReplaces() throws ProblemException {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      store.write(WORK, Keys.key(2));
      store.write(PERSONAL, Keys.key(3));

      assertEquals(3, Keys.numberIn(store, PERSONAL));
      assertEquals(2, Keys.numberIn(store, WORK));
      assertEquals(List.of(PERSONAL, WORK), store.names());
    }
  }

  @Test
  void aRemovedKeyIsGoneAndTheOthersStay() throws ProblemException {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      store.write(WORK, Keys.key(2));
      store.remove(PERSONAL);
    }
    try (SecretStore store = open()) {
      assertCode(ProblemCode.KEY_MISSING, () -> store.read(PERSONAL));
      assertEquals(2, Keys.numberIn(store, WORK));
      assertEquals(List.of(WORK), store.names());
    }
  }

  @Test
  void removingWhatIsNotThereIsNoFailure() throws ProblemException {
    try (SecretStore store = open()) {
      store.remove(PERSONAL);
      store.write(WORK, Keys.key(2));
      store.remove(PERSONAL);

      assertEquals(List.of(WORK), store.names());
    }
  }

  @Test
  void namesAreSorted() throws ProblemException {
    try (SecretStore store = open()) {
      for (String name : List.of("b", "a", "C", "ä", "a b")) {
        store.write(new ProfileName(name), Keys.key(1));
      }
      List<ProfileName> names = store.names();
      assertEquals(names.stream().sorted().toList(), names);
      assertEquals(5, names.size());
    }
  }

  static Stream<String> hostileNames() {
    return Stream.of(
        "../../etc/passwd",
        "/absolute",
        ".",
        "..",
        "-rf",
        "--help",
        "a/b/c",
        "a\\b",
        "with space",
        " leading",
        "*",
        "$(id)",
        "`id`",
        "a;b",
        "a'b\"c",
        "%s%n%x",
        "~root",
        "ünïcödé",
        "日本語",
        "☃🏔",
        "e\u0301",
        "\u202eevil",
        "x".repeat(ProfileName.MAX_LENGTH),
        "語".repeat(ProfileName.MAX_LENGTH));
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void anyNameOfAProfileIsANameHere(String text) throws ProblemException {
    ProfileName name = new ProfileName(text);
    try (SecretStore store = open()) {
      store.write(WORK, Keys.key(2));
      store.write(name, Keys.key(1));
    }
    try (SecretStore store = open()) {
      assertEquals(1, Keys.numberIn(store, name));
      assertTrue(store.names().contains(name));
      store.remove(name);
      assertFalse(store.names().contains(name));
      assertEquals(2, Keys.numberIn(store, WORK));
    }
  }

  @Test
  void namesThatLookAlikeAreDifferentNames() throws ProblemException {
    List<String> alike = List.of("a", "A", "a ", "á", "a\u0301");
    try (SecretStore store = open()) {
      for (int i = 0; i < alike.size(); i++) {
        store.write(new ProfileName(alike.get(i)), Keys.key(i));
      }
      for (int i = 0; i < alike.size(); i++) {
        assertEquals(i, Keys.numberIn(store, new ProfileName(alike.get(i))));
      }
    }
  }

  @Test
  void wronglyUnlockedNothingIsReadOrChanged() throws ProblemException {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    try (SecretStore store = openWrongly()) {
      requireLocked(store, wronglyUnlocked());
    }
    try (SecretStore store = open()) {
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      assertEquals(List.of(PERSONAL), store.names());
    }
  }

  @Test
  void whenThePersonGivesUpNothingIsReadOrChanged() throws ProblemException {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    try (SecretStore store = openCancelling()) {
      requireLocked(store, ProblemCode.CANCELLED);
    }
    try (SecretStore store = open()) {
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      assertEquals(List.of(PERSONAL), store.names());
    }
  }

  private void requireLocked(SecretStore store, ProblemCode code) throws ProblemException {
    for (Use use : Use.values()) {
      if (needsUnlocking().contains(use)) {
        assertCode(
            code,
            () -> {
              use(store, use, PERSONAL);
              return null;
            });
      } else {
        use(store, use, WORK);
      }
    }
    if (!needsUnlocking().contains(Use.LIST)) {
      assertTrue(store.names().contains(PERSONAL));
    }
  }

  private static void use(SecretStore store, Use use, ProfileName name) throws ProblemException {
    switch (use) {
      case READ -> store.read(name).close();
      case LIST -> store.names();
      case WRITE -> store.write(name, Keys.key(2));
      case REMOVE -> store.remove(name);
    }
  }

  @Test
  void aKeyStaysTheCallersAndOutlivesTheStore() throws ProblemException {
    BaseKey given = Keys.key(1);
    BaseKey read;
    try (SecretStore store = open()) {
      store.write(PERSONAL, given);
      read = store.read(PERSONAL);
    }
    try (given;
        read) {
      assertTrue(given.secret().matches(read.secret()));
    }
  }

  @Test
  void afterwardsNothingHoldsTheSecret(@TempDir Path dumps) throws Exception {
    int marked = 20_261_124;
    try (BaseKey key = Keys.key(marked);
        SecretStore store = open()) {
      store.write(PERSONAL, key);
      assertEquals(marked, Keys.numberIn(store, PERSONAL));
    }
    assertFalse(HeapDump.of(dumps).holds(Keys.secretOf(marked)));
  }

  @Test
  void concurrentCallersOfOneStoreLoseNothing() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      inParallel(
          8,
          caller -> {
            store.write(new ProfileName("caller " + caller), Keys.key(caller));
            assertEquals(1, Keys.numberIn(store, PERSONAL));
            assertEquals(caller, Keys.numberIn(store, new ProfileName("caller " + caller)));
          });
      assertEquals(9, store.names().size());
    }
  }

  @Test
  void concurrentUsersOfOnePlaceLoseNothing() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    inParallel(
        8,
        user -> {
          try (SecretStore store = open()) {
            store.write(new ProfileName("user " + user), Keys.key(user));
            store.write(WORK, Keys.key(user));
            store.remove(PERSONAL);
          }
        });
    try (SecretStore store = open()) {
      assertEquals(9, store.names().size());
      for (int user = 0; user < 8; user++) {
        assertEquals(user, Keys.numberIn(store, new ProfileName("user " + user)));
      }
      assertTrue(Keys.numberIn(store, WORK) < 8);
    }
  }

  protected static ProblemException assertCode(ProblemCode code, Callable<?> call) {
    ProblemException failed = assertThrows(ProblemException.class, call::call);
    assertEquals(code, failed.problem().code(), failed.problem().message());
    Sentences.requireSentence(failed.problem().message());
    return failed;
  }

  private interface Work {
    void of(int number) throws Exception;
  }

  private static void inParallel(int count, Work work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Callable<Void>> calls = new ArrayList<>();
      IntStream.range(0, count)
          .forEach(number ->
              calls.add(() -> {
                work.of(number);
                return null;
              }));
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    }
  }
}
