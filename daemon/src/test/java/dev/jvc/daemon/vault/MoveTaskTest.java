package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.keys.KeyEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moving a key between two real stores, and dying on the way. */
@Timeout(120)
final class MoveTaskTest extends VaultTaskFixture {

  private static final String OTHER = VaultHome.OTHER_STORE;

  MoveTaskTest(@TempDir Path folder) throws IOException {
    super(folder);
  }

  private void toMove() {
    daemon
        .answering(
            "GET " + TestDaemon.TASK,
            200,
            "{\"task\":\"move\",\"profile\":\"fresh\",\"key\":\"fresh\",\"store\":\"auto\"}")
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
  }

  private ExitCode move(String to) {
    return move(Dialogues.nobody(), to);
  }

  private ExitCode move(Dialogue dialogue, String to) {
    toMove();
    return home.run(dialogue, "move", "--to", to);
  }

  private KeyEntry entry() {
    return home.index().find(FRESH).orElseThrow();
  }

  private void requireOnlyIn(String store) throws ProblemException {
    KeyEntry entry = entry();
    assertEquals(store, entry.store());
    assertNull(entry.alsoIn());
    for (String each : List.of("file", OTHER)) {
      try (SecretStore opened = home.store(each)) {
        assertEquals(each.equals(store) ? List.of(FRESH) : List.of(), opened.names(), each);
      }
    }
    requireIn(store);
  }

  private void requireIn(String store) throws ProblemException {
    try (SecretStore opened = home.store(store);
        BaseKey key = opened.read(FRESH)) {
      assertEquals(me.key().id(), key.id().value());
      assertEquals(me.key().secret(), key.secret().revealString());
    }
  }

  @Test
  void aMovedKeyIsInTheNewStoreAloneAndKeepsItsAgeAndOwner() throws Exception {
    added();
    KeyEntry before = entry();

    assertEquals(ExitCode.DONE, move(OTHER));

    assertEquals(
        List.of("jvc: the key of fresh was moved from the file store to the other store"),
        home.said());
    requireOnlyIn(OTHER);
    assertEquals(before.in(OTHER, null), entry());
    assertEquals("{}", daemon.body(DEPOSIT));
    requireSaidNothingSecret();
  }

  @Test
  void aKeyIsMovedBackToo() throws Exception {
    added();
    move(OTHER);

    assertEquals(ExitCode.DONE, move("file"));

    requireOnlyIn("file");
  }

  @Test
  void aKeyThatIsThereAlreadyIsLeftAloneAndNothingUnlocked() throws Exception {
    added();
    toMove();

    assertEquals(ExitCode.DONE, home.run(Map.of(), Dialogues.nobody(), "move", "--to", "file"));

    assertEquals(List.of("jvc: the key of fresh is in the file store already"), home.said());
    requireOnlyIn("file");
  }

  @Test
  void aKeyThatTheIndexDoesNotKnowIsMovedAndKnownAfterwards() throws Exception {
    added();
    home.writer().remove(FRESH);

    assertEquals(ExitCode.DONE, move(OTHER));

    requireOnlyIn(OTHER);
  }

  @Test
  void whatIsNotThereCannotBeMoved() {
    assertEquals(ExitCode.STORE_FAILED, move(OTHER));

    assertTrue(home.said().getFirst().startsWith("jvc: no key is stored for fresh"));
    assertEquals(Optional.empty(), home.index().find(FRESH));
  }

  @Test
  void aStoreThatThisMachineLacksIsRefusedBeforeAnythingIsOpened() throws Exception {
    added();

    assertEquals(ExitCode.FAILED, move("keychain"));

    assertEquals(
        List.of("jvc: there is no store named keychain on this machine: choose one of file, other"),
        home.said());
    requireOnlyIn("file");
  }

  @Test
  void aConfigurationThatSaysOtherwiseIsCorrectedFirst() throws Exception {
    added();
    home.configure("file");

    assertEquals(ExitCode.FAILED, move(OTHER));
    assertEquals(
        List.of(
            "jvc: jvc.yaml keeps the key of fresh in the file store: write other there, then move"
                + " it"),
        home.said());
    requireOnlyIn("file");

    home.configure(OTHER);
    assertEquals(ExitCode.DONE, move(OTHER));
    requireOnlyIn(OTHER);
  }

  @Test
  void anotherKeyInTheTargetIsNotOverwritten() throws Exception {
    added();
    try (SecretStore other = home.store(OTHER);
        BaseKey another = Keys.key(7)) {
      other.write(FRESH, another);
    }

    assertEquals(ExitCode.STORE_FAILED, move(OTHER));

    assertEquals(
        List.of(
            "jvc: the other store has another key for fresh, ****0007, which would be lost: take"
                + " it out of there first"),
        home.said());
    requireIn("file");
    try (SecretStore other = home.store(OTHER)) {
      assertEquals(7, Keys.numberIn(other, FRESH));
    }
    assertEquals("file", entry().store());
  }

  @Test
  void theSameKeyInTheTargetIsNoObstacle() throws Exception {
    added();
    try (SecretStore file = home.store("file");
        SecretStore other = home.store(OTHER);
        BaseKey key = file.read(FRESH)) {
      other.write(FRESH, key);
    }

    assertEquals(ExitCode.DONE, move(OTHER));

    requireOnlyIn(OTHER);
  }

  /** {@code /proc} lets nobody make a folder, not even root. */
  @Test
  void aTargetThatCannotBeWrittenChangesNothing() throws Exception {
    added();
    home.otherStoreLiesAt(Path.of("/proc/jvc/keys.jvc"));

    assertEquals(ExitCode.STORE_FAILED, move(OTHER));

    assertEquals(1, home.said().size(), home.said().toString());
    assertEquals("file", entry().store());
    assertNull(entry().alsoIn());
    requireIn("file");
    assertEquals(GIVE_BACK, daemon.routes().getLast());
  }

  @Test
  void whoeverCancelsAtTheTargetKeepsTheKeyWhereItIs() throws Exception {
    added();
    home.through(store ->
        new NamedStore(store.name(), store) {
          @Override
          public void write(ProfileName name, BaseKey key) throws ProblemException {
            if (name().equals(OTHER)) {
              throw new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
            }
            super.write(name, key);
          }
        });

    assertEquals(ExitCode.STORE_FAILED, move(OTHER));

    assertEquals(List.of("jvc: cancelled"), home.said());
    requireOnlyIn("file");
  }

  @Test
  void aTargetThatGivesBackAnotherKeyIsNotTrusted() throws Exception {
    added();
    home.through(store ->
        new NamedStore(store.name(), store) {
          @Override
          public void write(ProfileName name, BaseKey key) throws ProblemException {
            try (BaseKey wrong = Keys.key(3)) {
              super.write(name, name().equals(OTHER) ? wrong : key);
            }
          }
        });

    assertEquals(ExitCode.STORE_FAILED, move(OTHER));

    assertTrue(home.said().getFirst().contains("stays in the file store"), home.said().toString());
    requireIn("file");
    assertEquals("file", entry().store());
    assertEquals(OTHER, entry().alsoIn(), "a copy may be left");
  }

  @Test
  void aSourceThatDoesNotLetGoIsSaidAndASecondRunEndsIt() throws Exception {
    added();
    home.through(store ->
        new NamedStore(store.name(), store) {
          @Override
          public void remove(ProfileName name) throws ProblemException {
            throw new ProblemException(
                Problem.of(ProblemCode.STORE_FAILED, "the store is read-only"));
          }
        });

    assertEquals(ExitCode.STORE_FAILED, move(OTHER));
    assertEquals(
        List.of(
            "jvc: the key of fresh is in the other store now, and still in the file store: the"
                + " store is read-only",
            "hint: run: jvc move fresh --to other"),
        home.said());
    assertEquals(OTHER, entry().store());
    assertEquals("file", entry().alsoIn());

    home.through(UnaryOperator.identity());
    assertEquals(ExitCode.DONE, move(OTHER));
    assertEquals(
        List.of("jvc: the key of fresh was removed from the file store and is in the other store"),
        home.said());
    requireOnlyIn(OTHER);
  }

  @Test
  void anotherKeyThatWasLeftBehindIsRemovedOnlyByWhoSaysSo() throws Exception {
    added();
    move(OTHER);
    try (SecretStore file = home.store("file");
        BaseKey another = Keys.key(9)) {
      file.write(FRESH, another);
    }
    home.writer().put(entry().in(OTHER, "file"));

    assertEquals(ExitCode.USAGE, move(OTHER));
    assertEquals(
        List.of(
            "jvc: there is no terminal to confirm the removal of another key of fresh, ****0009,"
                + " from the file store"),
        home.said());
    assertEquals(ExitCode.STORE_FAILED, move(Dialogues.with(new ScriptedPerson("n")), OTHER));
    assertEquals("file", entry().alsoIn());

    ScriptedPerson person = new ScriptedPerson("y");
    assertEquals(ExitCode.DONE, move(Dialogues.with(person), OTHER));

    assertEquals(
        List.of("Remove another key of fresh, ****0009, from the file store? [y/N] "),
        person.seen());
    requireOnlyIn(OTHER);
  }

  @Test
  void aRemovalTakesTheKeyOutOfBothStores() throws Exception {
    added();
    try (SecretStore file = home.store("file");
        SecretStore other = home.store(OTHER);
        BaseKey key = file.read(FRESH)) {
      other.write(FRESH, key);
    }
    home.writer().put(entry().in("file", OTHER));
    toRemove();

    assertEquals(ExitCode.DONE, home.run(Dialogues.nobody(), "remove", "--yes"));

    assertEquals(Optional.empty(), home.index().find(FRESH));
    for (String each : List.of("file", OTHER)) {
      try (SecretStore store = home.store(each)) {
        assertEquals(List.of(), store.names(), each);
      }
    }
  }

  /** As kill -9 does, before or after any step that a store takes. */
  @Test
  void whereverAMoveDiesTheKeyIsFoundAndASecondRunEndsIt() throws Exception {
    int deaths = 0;
    for (int step = 0; ; step++) {
      added();
      Mortality mortality = new Mortality(step);
      home.through(mortality::over);
      boolean died = false;
      try {
        move(OTHER);
      } catch (Mortality.Death death) {
        died = true;
        deaths++;
      }
      home.through(UnaryOperator.identity());

      requireIn(entry().store());
      assertEquals(ExitCode.DONE, move(OTHER), "step " + step + ": " + home.said());
      requireOnlyIn(OTHER);
      assertEquals(ExitCode.DONE, move("file"), home.said().toString());
      requireOnlyIn("file");
      if (!died) {
        break;
      }
    }
    assertEquals(7, deaths, "as many steps as a move has");
  }

  /** Ends the process at a chosen step of its stores. */
  private static final class Mortality {

    private int left;

    Mortality(int step) {
      this.left = step;
    }

    /** What a killed process does next: nothing. */
    static final class Death extends Error {
      private static final long serialVersionUID = 1L;
    }

    private void step() {
      if (left-- == 0) {
        throw new Death();
      }
    }

    SecretStore over(SecretStore store) {
      return new NamedStore(store.name(), store) {
        @Override
        public BaseKey read(ProfileName key) throws ProblemException {
          step();
          return super.read(key);
        }

        @Override
        public void write(ProfileName key, BaseKey value) throws ProblemException {
          step();
          super.write(key, value);
          step();
        }

        @Override
        public void remove(ProfileName key) throws ProblemException {
          step();
          super.remove(key);
          step();
        }

        @Override
        public List<ProfileName> names() throws ProblemException {
          step();
          return super.names();
        }
      };
    }
  }

  @Test
  void aTicketForAnotherTaskMovesNothing() throws Exception {
    added();
    toRemove();

    assertEquals(ExitCode.USAGE, home.run(Dialogues.nobody(), "move", "--to", OTHER));

    requireOnlyIn("file");
  }
}
