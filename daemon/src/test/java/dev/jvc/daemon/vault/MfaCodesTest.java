package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MfaCodesTest {

  private static final String SERIAL = "arn:aws:iam::111122223333:mfa/me";
  private static final String QUESTION = "MFA code for " + SERIAL + ": ";
  private static final String REJECTED = "AWS did not take the MFA code";
  private static final String USED =
      "this code was used already: wait until the device shows the next one";

  private final List<String> sent = new ArrayList<>();
  private final SessionCredentials session =
      new SessionCredentials(
          new AccessKeyId("ASIAIOSFODNN7EXAMPLE"),
          Secret.ofString("s"),
          Secret.ofString("t"),
          Instant.parse("2026-11-24T20:00:00Z"),
          new CallerIdentity("111122223333", "arn:aws:iam::111122223333:user/me"));

  /** Takes {@code 000000} only. */
  private SessionCredentials call(MfaCode code) throws IssueException {
    String digits = code.digits().revealString();
    sent.add(digits);
    if (!digits.equals("000000")) {
      throw new IssueException(
          IssueException.Kind.MFA_REJECTED, Problem.of(ProblemCode.MFA_REJECTED, REJECTED));
    }
    return session;
  }

  private SessionCredentials ask(Map<String, String> environment, Dialogue dialogue)
      throws ProblemException {
    return new MfaCodes(environment, dialogue).session(SERIAL, this::call);
  }

  private ProblemException refused(Map<String, String> environment, Dialogue dialogue) {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> ask(environment, dialogue));
    Sentences.requireSentence(refused.problem().message());
    return refused;
  }

  @Test
  void thePersonIsAskedForTheCodeOfTheDevice() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson(" 000000 ");

    assertSame(session, ask(Map.of(), Dialogues.with(person)));

    assertEquals(List.of(QUESTION), person.seen());
  }

  @Test
  void aTypingErrorIsAskedAgainWithoutSendingIt() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("00000", "O00000", "000000");

    ask(Map.of(), Dialogues.with(person));

    assertEquals(List.of("000000"), sent);
    String sixDigits = "jvc: an MFA code has six digits";
    assertEquals(List.of(QUESTION, sixDigits, QUESTION, sixDigits, QUESTION), person.seen());
  }

  @Test
  void aRejectedCodeIsAskedAgainAndNeverSentTwice() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("111111", "111111", "000000");

    ask(Map.of(), Dialogues.with(person));

    assertEquals(List.of("111111", "000000"), sent);
    assertEquals(
        List.of(QUESTION, "jvc: " + REJECTED, QUESTION, "jvc: " + USED, QUESTION), person.seen());
  }

  @Test
  void afterThreeTriesTheTaskFailsWithTheLastReason() {
    ScriptedPerson person = new ScriptedPerson("111111", "222222", "333333", "000000");

    assertEquals(
        ProblemCode.MFA_REJECTED, refused(Map.of(), Dialogues.with(person)).problem().code());
    assertEquals(List.of("111111", "222222", "333333"), sent);
  }

  @Test
  void whoGivesUpIsNotAskedAgain() {
    ScriptedPerson person = new ScriptedPerson();

    assertEquals(ProblemCode.CANCELLED, refused(Map.of(), Dialogues.with(person)).problem().code());
    assertEquals(List.of(QUESTION), person.seen());
  }

  @Test
  void aFailureThatNoOtherCodeMendsIsNotTriedAgain() {
    ScriptedPerson person = new ScriptedPerson("000000", "000001");
    Problem down = Problem.of(ProblemCode.AWS_UNREACHABLE, "AWS cannot be reached");

    ProblemException failed =
        assertThrows(
            ProblemException.class,
            () ->
                new MfaCodes(Map.of(), Dialogues.with(person))
                    .session(
                        SERIAL,
                        code -> {
                          throw new IssueException(IssueException.Kind.TRANSIENT, down);
                        }));

    assertEquals(down, failed.problem());
    assertEquals(List.of(QUESTION), person.seen());
  }

  @Test
  void theVariableComesFirstThenThePipedLineThenThePerson() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("333333");
    Dialogue dialogue = Dialogues.piping("222222\n", person);

    refused(Map.of("JVC_MFA_TOKEN", "111111"), dialogue);
    refused(Map.of(), dialogue);
    refused(Map.of(), dialogue);

    assertEquals(List.of("111111", "222222", "333333"), sent);
  }

  @Test
  void anEmptyVariableIsNoCode() throws ProblemException {
    ask(Map.of("JVC_MFA_TOKEN", ""), Dialogues.piping("000000"));

    assertEquals(List.of("000000"), sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "1234567", "12 456", "abcdef", "١٢٣٤٥٦", "-12345", " "})
  void aGivenCodeThatIsNoneIsRefusedWithoutBeingSentOrRepeated(String code) {
    ProblemException variable = refused(Map.of("JVC_MFA_TOKEN", code), Dialogues.nobody());
    ProblemException line = refused(Map.of(), Dialogues.piping(code + "\n"));

    assertEquals("the MFA code in JVC_MFA_TOKEN is not six digits", variable.problem().message());
    assertEquals("the MFA code on standard input is not six digits", line.problem().message());
    assertEquals(2, line.problem().code().exit().code());
    assertEquals(List.of(), sent);
  }

  @Test
  void aGivenCodeIsSentOnceEvenWhenSomebodyCouldTypeAnother() {
    ScriptedPerson person = new ScriptedPerson("000000");

    refused(Map.of("JVC_MFA_TOKEN", "111111"), Dialogues.with(person));

    assertEquals(List.of("111111"), sent);
    assertEquals(List.of(), person.seen());
  }

  @Test
  void withNobodyToAskTheSentenceSaysWhereToGiveTheCode() {
    ProblemException failed = refused(Map.of(), Dialogues.nobody());

    assertEquals(4, failed.problem().code().exit().code());
    assertFalse(failed.problem().message().isEmpty());
  }
}
