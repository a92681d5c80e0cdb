package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.sandbox.world.AccessKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in, from ticket to exit code. */
@Timeout(120)
final class LoginTaskTest extends VaultTaskFixture {

  LoginTaskTest(@TempDir Path folder) throws IOException {
    super(folder);
  }

  @Test
  void aLoginDepositsASessionAndSaysNothing() throws Exception {
    stored();
    toLogIn("task-login-details.json");
    ScriptedPerson person = new ScriptedPerson().then(me.mfa()::nextUnusedCode);

    ExitCode code = home.run(Dialogues.with(person), "login");

    assertEquals(List.of(), home.said());
    assertEquals(ExitCode.DONE, code);
    assertEquals(List.of(SERIAL_QUESTION), person.seen());
    JsonObject deposit = JsonObject.parse(daemon.body(DEPOSIT).getBytes(StandardCharsets.UTF_8));
    assertTrue(deposit.string("accessKeyId").startsWith("ASIA"));
    assertFalse(deposit.string("secretAccessKey").isEmpty());
    assertFalse(deposit.string("sessionToken").isEmpty());
    assertEquals(me.arn(), deposit.string("arn"));
    assertEquals("111122223333", deposit.string("accountId"));
    assertTrue(deposit.string("expiration").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
    assertEquals(1, aws.calls("GetCallerIdentity"), "the index knew whose key it is");
    assertEquals(1, aws.calls("GetSessionToken"));
    assertEquals(List.of("GET " + TestDaemon.TASK, DEPOSIT), daemon.routes());
  }

  @Test
  void passphraseComesBeforeTheCodeAndAWrongCodeIsAskedAgain() {
    stored();
    toLogIn("task-login-details.json");
    ScriptedPerson person =
        new ScriptedPerson("wrong", VaultHome.PASSPHRASE, "000", "000000")
            .then(me.mfa()::nextUnusedCode);

    assertEquals(ExitCode.DONE, home.run(Map.of(), Dialogues.with(person), "login"));

    assertEquals(
        List.of(
            "(hidden) Passphrase for the jvc key file: ",
            "jvc: wrong passphrase, try again",
            "(hidden) Passphrase for the jvc key file: ",
            SERIAL_QUESTION,
            "jvc: an MFA code has six digits",
            SERIAL_QUESTION),
        person.seen().subList(0, 6));
    assertEquals(SERIAL_QUESTION, person.seen().getLast());
  }

  @Test
  void aReusedCodeIsRefusedByAws() {
    stored();
    toLogIn("task-login-details.json");
    String code = me.mfa().nextUnusedCode();

    assertEquals(ExitCode.DONE, home.run(Dialogues.piping(code), "login"));
    daemon.forget();
    toLogIn("task-login-details.json");
    assertEquals(ExitCode.REFUSED_BY_AWS, home.run(Dialogues.piping(code), "login"));

    assertEquals(List.of("GET " + TestDaemon.TASK, GIVE_BACK), daemon.routes());
    requireSaidNothingSecret();
  }

  @Test
  void aScriptGivesPassphraseAndCodeInTheOrderOfTheQuestions() {
    stored();
    toLogIn("task-login-details.json");
    String both = VaultHome.PASSPHRASE + "\n" + me.mfa().nextUnusedCode() + "\n";

    assertEquals(ExitCode.DONE, home.run(Map.of(), Dialogues.piping(both), "login"));
  }

  @Test
  void aDirectLoginDepositsTheRolesSession() throws Exception {
    stored();
    daemon
        .answering(
            "GET " + TestDaemon.TASK,
            200,
            "{\"task\":\"login\",\"profile\":\"personal\",\"key\":\"personal\",\"store\":\"file\",\"mfaSerial\":\"%s\",\"region\":\"eu-west-2\",\"endpoint\":\"%s\",\"call\":\"AssumeRole\",\"role\":{\"roleArn\":\"arn:aws:iam::111122223333:role/Developer\",\"sessionName\":\"jvc-me\",\"durationSeconds\":28800}}"
                .formatted(me.mfa().serial(), aws.endpoint()))
        .answering(DEPOSIT, 200, TestDaemon.golden("deposit.json"));

    assertEquals(ExitCode.DONE, home.run(Dialogues.piping(me.mfa().nextUnusedCode()), "login"));

    JsonObject deposit = JsonObject.parse(daemon.body(DEPOSIT).getBytes(StandardCharsets.UTF_8));
    assertEquals("arn:aws:sts::111122223333:assumed-role/Developer/jvc-me", deposit.string("arn"));
  }

  /** Puts another key into the store, past jvc. */
  private void replace(AccessKey other) throws Exception {
    try (SecretStore store = home.store();
        BaseKey key = new BaseKey(new AccessKeyId(other.id()), Secret.ofString(other.secret()))) {
      store.write(new ProfileName("personal"), key);
    }
  }

  @Test
  void aKeyOfSomebodyElseIsNotTakenWithoutAPerson() throws Exception {
    stored();
    replace(aws.world().user("robot").key());
    toLogIn("task-login-details.json");

    ExitCode code = home.run(Dialogues.piping(me.mfa().nextUnusedCode()), "login");

    assertEquals(ExitCode.REFUSED_BY_POLICY, code);
    String said = home.said().getFirst();
    assertTrue(said.contains("of arn:aws:iam::111122223333:user/robot, where before"), said);
    assertTrue(said.contains("one of " + me.arn() + ": log in at a terminal"), said);
    assertEquals(0, aws.calls("GetSessionToken"));
    assertEquals(GIVE_BACK, daemon.routes().getLast());
    assertEquals(me.arn(), home.index().find(new ProfileName("personal")).orElseThrow().arn());
    requireSaidNothingSecret();
  }

  @Test
  void aPersonWhoDoesNotKnowOfAnotherKeyLeavesEverythingAsItWas() throws Exception {
    stored();
    replace(aws.world().user("robot").key());
    toLogIn("task-login-details.json");
    ScriptedPerson person = new ScriptedPerson("n");

    assertEquals(ExitCode.STORE_FAILED, home.run(Dialogues.with(person), "login"));

    assertTrue(person.seen().getFirst().endsWith("Log in with it? [y/N] "));
    assertEquals(0, aws.calls("GetSessionToken"));
    assertEquals(me.arn(), home.index().find(new ProfileName("personal")).orElseThrow().arn());
  }

  @Test
  void aPersonWhoKnowsOfAnotherKeyIsAskedOnce() throws Exception {
    stored();
    replace(aws.world().user("robot").key());
    toLogIn("task-login-details.json");
    daemon.answering(
        "GET " + TestDaemon.TASK,
        200,
        "{\"task\":\"login\",\"profile\":\"personal\",\"key\":\"personal\",\"store\":\"file\",\"region\":\"eu-west-2\",\"endpoint\":\"%s\",\"call\":\"GetSessionToken\",\"durationSeconds\":3600}"
            .formatted(aws.endpoint()));
    ScriptedPerson person = new ScriptedPerson("y");

    assertEquals(ExitCode.DONE, home.run(Dialogues.with(person), "login"));

    assertEquals(1, person.seen().size());
    assertEquals(
        "arn:aws:iam::111122223333:user/robot",
        home.index().find(new ProfileName("personal")).orElseThrow().arn());
  }

  @Test
  void aLoginWithoutAStoredKeySaysHowToStoreOne() {
    toLogIn("task-login-details.json");

    assertEquals(ExitCode.STORE_FAILED, home.run(Dialogues.nobody(), "login"));

    assertEquals(
        List.of(
            "jvc: no key is stored for personal in the file store", "hint: run: jvc add personal"),
        home.said());
  }

  @Test
  void aDepositThatTheDaemonRefusesFailsTheLogin() {
    stored();
    toLogIn("task-login-details.json");
    daemon.answering(
        DEPOSIT,
        410,
        "{\"code\":\"TicketUnknown\",\"message\":\"the ticket was used, given up or never issued\",\"exitCode\":1}");

    assertEquals(ExitCode.FAILED, home.run(Dialogues.piping(me.mfa().nextUnusedCode()), "login"));
    assertEquals(List.of("jvc: the ticket was used, given up or never issued"), home.said());
  }

  @Test
  void whoGivesUpGivesTheTicketBack() {
    stored();
    toLogIn("task-login-details.json");

    assertEquals(ExitCode.STORE_FAILED, home.run(Dialogues.with(new ScriptedPerson()), "login"));

    assertEquals(List.of("jvc: cancelled"), home.said());
    assertEquals(GIVE_BACK, daemon.routes().getLast());
    assertEquals(0, aws.calls("GetSessionToken"));
  }

  @Test
  void aTicketForAnotherTaskIsNotUsed() {
    toLogIn("task-login-details.json");

    assertEquals(ExitCode.USAGE, home.run(Dialogues.nobody(), "add"));
    assertEquals(List.of("jvc: the ticket was issued for another task"), home.said());
    assertEquals(List.of("GET " + TestDaemon.TASK, GIVE_BACK), daemon.routes());
  }

  @Test
  void aKeyInAnotherStoreThanTheConfigurationNamesIsPointedOut() throws Exception {
    added();
    daemon.answering(
        "GET " + TestDaemon.TASK,
        200,
        TestDaemon.golden("task-login-details.json")
            .replace("\"personal\"", "\"fresh\"")
            .replace("\"store\":\"file\"", "\"store\":\"other\"")
            .replace("http://127.0.0.1:4566", aws.endpoint().toString()));

    assertEquals(ExitCode.STORE_FAILED, home.run(Dialogues.nobody(), "login"));

    assertEquals(
        List.of(
            "jvc: the key of fresh is in the file store, but jvc.yaml names the other store for"
                + " it: move it, or correct jvc.yaml",
            "hint: run: jvc move fresh --to other"),
        home.said());
  }

  @Test
  void aStoreThatThisProcessDoesNotHaveIsNamed() {
    daemon.answering(
        "GET " + TestDaemon.TASK,
        200,
        TestDaemon.golden("task-login-details.json").replace("\"file\"", "\"vault9\""));

    assertEquals(ExitCode.FAILED, home.run(Dialogues.nobody(), "login"));
    assertEquals(
        List.of("jvc: there is no store named vault9 on this machine: choose one of file, other"),
        home.said());
  }

  @Test
  void withoutADaemonTheExitCodeSaysSo() throws Exception {
    daemon.close();

    assertEquals(ExitCode.DAEMON_UNREACHABLE, home.run(Dialogues.nobody(), "login"));
    assertEquals(1, home.said().size());
  }

  @Test
  void aDefectGivesTheTicketBackAndIsNotSwallowed() {
    stored();
    toLogIn("task-login-details.json");
    ScriptedPerson broken =
        new ScriptedPerson()
            .then(() -> {
              throw new NoSuchElementException("a defect");
            });

    assertThrows(NoSuchElementException.class, () -> home.run(Dialogues.with(broken), "login"));
    assertEquals(GIVE_BACK, daemon.routes().getLast());
  }
}
