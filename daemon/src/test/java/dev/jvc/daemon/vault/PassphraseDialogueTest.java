package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PassphraseDialogueTest {

  private static final String QUESTION = "(hidden) Passphrase for the jvc key file: ";
  private static final String NEW = "(hidden) New passphrase for the jvc key file: ";
  private static final String AGAIN = "(hidden) The same passphrase again: ";
  private static final String WRONG = "jvc: wrong passphrase, try again";

  private final List<Secret> tried = new ArrayList<>();

  private static PassphraseDialogue passphrases(
      Map<String, String> environment, Dialogue dialogue) {
    return new PassphraseDialogue(new UnattendedPassphrase(environment), dialogue);
  }

  /** Opens with {@code right} only. */
  private String attempt(Secret passphrase) throws ProblemException {
    tried.add(passphrase);
    if (!passphrase.revealString().equals("right")) {
      throw new ProblemException(
          Problem.of(ProblemCode.WRONG_PASSPHRASE, "wrong passphrase for the key file k"));
    }
    return "open";
  }

  @Test
  void thePersonIsAskedUntilItIsRight() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("wrong", "", "right", "unused");

    assertEquals("open", passphrases(Map.of(), Dialogues.with(person)).unlock(this::attempt));

    assertEquals(List.of(QUESTION, WRONG, QUESTION, WRONG, QUESTION), person.seen());
    assertAllWiped();
  }

  @Test
  void afterThreeWrongOnesTheTaskFails() {
    ScriptedPerson person = new ScriptedPerson("a", "b", "c", "right");

    ProblemException failed =
        assertThrows(
            ProblemException.class,
            () -> passphrases(Map.of(), Dialogues.with(person)).unlock(this::attempt));

    assertEquals(ProblemCode.WRONG_PASSPHRASE, failed.problem().code());
    assertEquals(3, tried.size());
    assertAllWiped();
  }

  @Test
  void whoGivesUpIsNotAskedAgain() {
    ScriptedPerson person = new ScriptedPerson("wrong");

    ProblemException failed =
        assertThrows(
            ProblemException.class,
            () -> passphrases(Map.of(), Dialogues.with(person)).unlock(this::attempt));

    assertEquals(ProblemCode.CANCELLED, failed.problem().code());
    assertEquals(List.of(QUESTION, WRONG, QUESTION), person.seen());
  }

  @Test
  void aFailureThatNoOtherPassphraseMendsIsNotTriedAgain() {
    ScriptedPerson person = new ScriptedPerson("right", "right");

    ProblemException failed =
        assertThrows(
            ProblemException.class,
            () ->
                passphrases(Map.of(), Dialogues.with(person))
                    .unlock(passphrase -> {
                      throw new ProblemException(
                          Problem.of(ProblemCode.STORE_FAILED, "the key file k is damaged"));
                    }));

    assertEquals(ProblemCode.STORE_FAILED, failed.problem().code());
    assertEquals(List.of(QUESTION), person.seen());
  }

  @Test
  void theVariableIsUsedEvenWhenSomebodyIsThere() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("wrong");
    Dialogue dialogue = Dialogues.piping("wrong\n", person);

    passphrases(Map.of("JVC_FILE_PASSPHRASE", "right"), dialogue).unlock(this::attempt);

    assertEquals(List.of(), person.seen());
    assertAllWiped();
  }

  @Test
  void aWrongVariableIsNamedAndNotAskedAround() {
    ScriptedPerson person = new ScriptedPerson("right");

    ProblemException failed =
        assertThrows(
            ProblemException.class,
            () ->
                passphrases(Map.of("JVC_FILE_PASSPHRASE", "old"), Dialogues.with(person))
                    .unlock(this::attempt));

    assertEquals(
        "wrong passphrase for the key file k (taken from JVC_FILE_PASSPHRASE)",
        failed.problem().message());
    assertEquals(List.of(), person.seen());
  }

  @Test
  void aPipedLineServesWhereNobodyCanType() throws ProblemException {
    assertEquals("open", passphrases(Map.of(), Dialogues.piping("right\n")).unlock(this::attempt));
    assertAllWiped();
  }

  @Test
  void aPipedLineIsLeftForOtherQuestionsWhereSomebodyCanType() throws Exception {
    Dialogue dialogue = Dialogues.piping("123456\n", new ScriptedPerson("right"));

    passphrases(Map.of(), dialogue).unlock(this::attempt);

    assertEquals("123456", dialogue.nextLine().orElseThrow().revealString());
  }

  @Test
  void withNobodyToAskTheSentenceNamesTheVariable() {
    for (Dialogue dialogue : List.of(Dialogues.nobody(), Dialogues.piping(""))) {
      ProblemException failed =
          assertThrows(
              ProblemException.class, () -> passphrases(Map.of(), dialogue).unlock(this::attempt));
      assertTrue(failed.problem().message().endsWith("set JVC_FILE_PASSPHRASE"));
      assertEquals(7, failed.problem().code().exit().code());
    }
  }

  @Test
  void aNewPassphraseIsTypedTwice() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("right", "right");

    try (Secret chosen = passphrases(Map.of(), Dialogues.with(person)).choose()) {
      assertEquals("right", chosen.revealString());
    }
    assertEquals(List.of(NEW, AGAIN), person.seen());
  }

  @Test
  void anEmptyOrMistypedNewPassphraseIsAskedForAgain() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("", "right", "rihgt", "right", "right");

    try (Secret chosen = passphrases(Map.of(), Dialogues.with(person)).choose()) {
      assertEquals("right", chosen.revealString());
    }
    assertEquals(
        List.of(
            NEW,
            "jvc: the passphrase may not be empty",
            NEW,
            AGAIN,
            "jvc: the two passphrases differ",
            NEW,
            AGAIN),
        person.seen());
  }

  @Test
  void threeFailedChoicesEndTheTask() {
    ScriptedPerson person = new ScriptedPerson("", "a", "b", "c", "d", "right", "right");

    ProblemException failed =
        assertThrows(
            ProblemException.class, () -> passphrases(Map.of(), Dialogues.with(person)).choose());
    assertEquals(ProblemCode.CANCELLED, failed.problem().code());
  }

  @Test
  void anUnattendedNewPassphraseIsNotConfirmed() throws ProblemException {
    try (Secret variable =
            passphrases(Map.of("JVC_FILE_PASSPHRASE", "right"), Dialogues.nobody()).choose();
        Secret line = passphrases(Map.of(), Dialogues.piping("right\n")).choose()) {
      assertTrue(variable.matches(line));
    }
  }

  @Test
  void anEmptyPipedPassphraseIsRefusedForANewFile() {
    ProblemException failed =
        assertThrows(
            ProblemException.class, () -> passphrases(Map.of(), Dialogues.piping("\n")).choose());
    assertEquals("the passphrase on standard input is empty", failed.problem().message());
  }

  private void assertAllWiped() {
    assertTrue(!tried.isEmpty());
    for (Secret passphrase : tried) {
      assertThrows(IllegalStateException.class, passphrase::revealString);
    }
  }
}
