package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who knows the passphrase of aws-vault's files. */
final class AwsVaultPassphraseTest {

  private static final String QUESTION = "(hidden) Passphrase for aws-vault's files: ";

  private static String open(Secret passphrase) throws ProblemException {
    if (passphrase.revealString().equals("correct")) {
      return "opened";
    }
    throw new ProblemException(Problem.of(ProblemCode.WRONG_PASSPHRASE, "wrong passphrase"));
  }

  @Test
  void theVariableOfAwsVaultIsTried() throws ProblemException {
    ScriptedPerson nobodyAsked = new ScriptedPerson();

    assertEquals(
        "opened",
        new AwsVaultPassphrase(
                Map.of("AWS_VAULT_FILE_PASSPHRASE", "correct"), Dialogues.with(nobodyAsked))
            .unlock(AwsVaultPassphraseTest::open));
    assertEquals(List.of(), nobodyAsked.seen());
  }

  @Test
  void aWrongVariableIsTheEndOfIt() {
    assertEquals(
        ProblemCode.WRONG_PASSPHRASE,
        refusal(
            new AwsVaultPassphrase(
                Map.of("AWS_VAULT_FILE_PASSPHRASE", ""),
                Dialogues.with(new ScriptedPerson("correct")))));
  }

  @Test
  void aPersonHasThreeTries() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson("wrong", "", "correct");

    assertEquals(
        "opened",
        new AwsVaultPassphrase(Map.of(), Dialogues.with(person))
            .unlock(AwsVaultPassphraseTest::open));
    assertEquals(
        List.of(
            QUESTION,
            "jvc: wrong passphrase, try again",
            QUESTION,
            "jvc: wrong passphrase, try again",
            QUESTION),
        person.seen());
    assertEquals(
        ProblemCode.WRONG_PASSPHRASE,
        refusal(
            new AwsVaultPassphrase(
                Map.of(), Dialogues.with(new ScriptedPerson("a", "b", "c", "correct")))));
  }

  @Test
  void whoGoesAwayIsNotAskedAgain() {
    assertEquals(
        ProblemCode.CANCELLED,
        refusal(new AwsVaultPassphrase(Map.of(), Dialogues.with(new ScriptedPerson()))));
  }

  @Test
  void withoutATerminalTheVariableIsNamed() {
    AwsVaultPassphrase passphrase = new AwsVaultPassphrase(Map.of(), Dialogues.piping("correct\n"));

    ProblemException failed =
        assertThrows(ProblemException.class, () -> passphrase.unlock(AwsVaultPassphraseTest::open));
    assertEquals(
        "there is no terminal to ask for the passphrase of aws-vault: set AWS_VAULT_FILE_PASSPHRASE",
        failed.problem().message());
  }

  private static ProblemCode refusal(AwsVaultPassphrase passphrase) {
    return assertThrows(
            ProblemException.class, () -> passphrase.unlock(AwsVaultPassphraseTest::open))
        .problem()
        .code();
  }
}
