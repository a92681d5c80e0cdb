package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole tasks: store, index and AWS SDK are real, AWS is the sandbox. */
@Timeout(120)
final class VaultProcessTest {

  private static final ProfileName FRESH = new ProfileName("fresh");
  private static final String DEPOSIT = "POST " + TestDaemon.TASK + "/deposit";
  private static final String GIVE_BACK = "DELETE " + TestDaemon.TASK;
  private static final String SERIAL_QUESTION = "MFA code for arn:aws:iam::111122223333:mfa/me: ";

  private final Sandbox aws = Sandbox.start(World.example());
  private final TestDaemon daemon;
  private final VaultHome home;
  private final User me;

  VaultProcessTest(@TempDir Path folder) throws IOException {
    daemon = TestDaemon.start(folder.resolve("s"));
    home = new VaultHome(folder, daemon);
    me = aws.world().user("me");
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
    daemon.close();
  }

  private static String lines(AccessKey key) {
    return key.id() + "\n" + key.secret() + "\n";
  }

  private void toAdd() {
    daemon
        .setting("task-add-details.json", aws.endpoint())
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
  }

  private void toRemove() {
    daemon
        .answering(
            "GET " + TestDaemon.TASK,
            200,
            "{\"task\":\"remove\",\"profile\":\"fresh\",\"key\":\"fresh\",\"store\":\"auto\"}")
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
  }

  private void toLogIn(String golden) {
    daemon
        .setting(golden, aws.endpoint())
        .answering(DEPOSIT, 200, TestDaemon.golden("deposit.json"));
  }

  /** The key of {@code me} under {@code fresh}, put there by {@code add}. */
  private void added() {
    toAdd();
    assertEquals(ExitCode.DONE, home.run(Dialogues.piping(lines(me.key())), "add"));
    daemon.forget();
  }

  private void requireStored(AccessKey expected) throws ProblemException {
    try (SecretStore store = home.store();
        BaseKey key = store.read(FRESH)) {
      assertEquals(expected.id(), key.id().value());
      assertEquals(expected.secret(), key.secret().revealString());
    }
  }

  private void requireSaidNothingSecret() {
    String all = String.join("\n", home.said());
    assertFalse(all.contains(me.key().secret()) || all.contains(me.key().id()), all);
    assertFalse(all.contains(VaultHome.PASSPHRASE), all);
    home.said().forEach(line -> assertTrue(line.matches("(jvc|hint): .*"), line));
  }

  @Test
  void anAddedKeyIsCheckedStoredIndexedAndAnnounced() throws Exception {
    toAdd();

    ExitCode code = home.run(Dialogues.piping(lines(me.key())), "add");

    assertEquals(ExitCode.DONE, code, String.join("; ", home.said()));
    requireStored(me.key());
    KeyEntry entry = home.index().find(FRESH).orElseThrow();
    assertEquals("file", entry.store());
    assertEquals(me.arn(), entry.arn());
    assertEquals(1, aws.calls("GetCallerIdentity"));
    assertEquals("{}", daemon.body(DEPOSIT));
    String tail = me.key().id().substring(me.key().id().length() - 4);
    assertEquals(
        List.of(
            "jvc: stored key ****%s of %s as fresh in the file store".formatted(tail, me.arn())),
        home.said());
    requireSaidNothingSecret();
  }

  @Test
  void aPersonTypesKeyAndNewPassphrase() throws Exception {
    toAdd();
    ScriptedPerson person =
        new ScriptedPerson(
            me.key().id(), me.key().secret(), VaultHome.PASSPHRASE, VaultHome.PASSPHRASE);

    assertEquals(ExitCode.DONE, home.run(Map.of(), Dialogues.with(person), "add"));

    requireStored(me.key());
    assertEquals(
        List.of(
            "Access key ID: ",
            "(hidden) Secret access key: ",
            "(hidden) New passphrase for the jvc key file: ",
            "(hidden) The same passphrase again: "),
        person.seen());
  }

  @Test
  void aScriptPipesKeyAndPassphrase() throws Exception {
    toAdd();

    ExitCode code =
        home.run(Map.of(), Dialogues.piping(lines(me.key()) + VaultHome.PASSPHRASE + "\n"), "add");

    assertEquals(ExitCode.DONE, code);
    requireStored(me.key());
  }

  @Test
  void aDownloadIsStoredAndItsReaderToldToDeleteIt(@TempDir Path downloads) throws Exception {
    toAdd();
    Path file =
        Files.writeString(
            downloads.resolve("me_accessKeys.csv"),
            "Access key ID,Secret access key\r\n" + me.key().id() + "," + me.key().secret());

    assertEquals(ExitCode.DONE, home.run(Dialogues.nobody(), "add", "--csv", file.toString()));

    requireStored(me.key());
    assertEquals(
        "jvc: " + file + " still holds the key in plaintext: delete it", home.said().getLast());
    assertTrue(Files.exists(file));
  }

  @Test
  void aKeyThatAwsDoesNotKnowIsNotStored() {
    toAdd();

    ExitCode code =
        home.run(
            Dialogues.piping("AKIAIOSFODNN7EXAMPLE\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"),
            "add");

    assertEquals(ExitCode.REFUSED_BY_AWS, code);
    requireNothingStored();
  }

  @Test
  void withoutAwsAKeyIsStoredOnlyWhenAskedTo() throws Exception {
    toAdd();
    aws.faults().inject(Fault.down());

    assertEquals(ExitCode.FAILED, home.run(Dialogues.piping(lines(me.key())), "add"));
    requireNothingStored();
    assertTrue(home.said().getFirst().endsWith("--no-verify stores the key without asking AWS"));
    assertEquals("hint: run: jvc add --no-verify fresh", home.said().getLast());
    daemon.forget();

    toAdd();
    assertEquals(ExitCode.DONE, home.run(Dialogues.piping(lines(me.key())), "add", "--no-verify"));
    requireStored(me.key());
    assertNull(home.index().find(FRESH).orElseThrow().arn());
    assertTrue(home.said().getFirst().endsWith("store, without asking AWS whose it is"));
  }

  private void requireNothingStored() {
    assertFalse(Files.exists(home.keyFile()));
    assertTrue(home.index().entries().isEmpty());
    assertEquals(List.of("GET " + TestDaemon.TASK, GIVE_BACK), daemon.routes());
    requireSaidNothingSecret();
  }

  @Test
  void anotherKeyIsReplacedOnlyByWhoSaysYes() throws Exception {
    added();
    toAdd();
    AccessKey other = aws.world().user("robot").key();
    ScriptedPerson hesitant = new ScriptedPerson(other.id(), other.secret(), "");

    assertEquals(ExitCode.STORE_FAILED, home.run(Dialogues.with(hesitant), "add"));
    requireStored(me.key());
    assertEquals(List.of("jvc: cancelled"), home.said());
    String tail = me.key().id().substring(me.key().id().length() - 4);
    assertEquals(
        "Replace key ****%s of fresh in the file store? [y/N] ".formatted(tail),
        hesitant.seen().getLast());

    ScriptedPerson sure = new ScriptedPerson(other.id(), other.secret(), "yes");
    assertEquals(ExitCode.DONE, home.run(Dialogues.with(sure), "add"));
    requireStored(other);
  }

  @Test
  void theSameKeyAgainIsNoQuestion() throws Exception {
    added();
    toAdd();
    ScriptedPerson person = new ScriptedPerson(me.key().id(), me.key().secret());

    assertEquals(ExitCode.DONE, home.run(Dialogues.with(person), "add"));
    requireStored(me.key());
  }

  @Test
  void aWrongPassphraseLeavesStoreAndIndexAlone() throws Exception {
    added();
    byte[] before = Files.readAllBytes(home.keyFile());
    toAdd();
    AccessKey other = aws.world().user("robot").key();

    ExitCode code =
        home.run(Map.of("JVC_FILE_PASSPHRASE", "wrong"), Dialogues.piping(lines(other)), "add");

    assertEquals(ExitCode.STORE_FAILED, code);
    assertArrayEquals(before, Files.readAllBytes(home.keyFile()));
    assertEquals(me.arn(), home.index().find(FRESH).orElseThrow().arn());
    assertEquals(GIVE_BACK, daemon.routes().getLast());
  }

  @Test
  void aRemovedKeyIsGoneFromStoreAndIndex() throws Exception {
    added();
    toRemove();
    ScriptedPerson person = new ScriptedPerson("y");

    assertEquals(ExitCode.DONE, home.run(Dialogues.with(person), "remove"));

    assertEquals(List.of("Remove the key of fresh from the file store? [y/N] "), person.seen());
    assertEquals(List.of("jvc: removed the key of fresh from the file store"), home.said());
    assertEquals("{}", daemon.body(DEPOSIT));
    assertTrue(home.index().entries().isEmpty());
    try (SecretStore store = home.store()) {
      assertEquals(List.of(), store.names());
    }
  }

  @Test
  void whoDoesNotSayYesKeepsTheKey() throws Exception {
    added();
    toRemove();

    for (String answer : List.of("", "n", "no", "yess")) {
      assertEquals(
          ExitCode.STORE_FAILED, home.run(Dialogues.with(new ScriptedPerson(answer)), "remove"));
      assertEquals(List.of("jvc: cancelled"), home.said());
    }
    assertEquals(ExitCode.USAGE, home.run(Dialogues.piping("y\n"), "remove"));
    assertEquals(
        List.of("jvc: there is no terminal to confirm the removal: give --yes"), home.said());
    requireStored(me.key());
    assertEquals(GIVE_BACK, daemon.routes().getLast());
  }

  @Test
  void withYesNobodyIsAsked() {
    added();
    toRemove();

    assertEquals(ExitCode.DONE, home.run(Dialogues.nobody(), "remove", "--yes"));
    assertTrue(home.index().entries().isEmpty());
  }

  @Test
  void removingWhatIsNotThereSaysSo() {
    toRemove();

    assertEquals(ExitCode.STORE_FAILED, home.run(Dialogues.nobody(), "remove", "--yes"));
    assertEquals(List.of("jvc: no key is stored for fresh in the file store"), home.said());
  }

  private void stored() {
    daemon
        .answering(
            "GET " + TestDaemon.TASK,
            200,
            "{\"task\":\"add\",\"profile\":\"personal\",\"key\":\"personal\",\"store\":\"file\",\"region\":\"eu-west-2\",\"endpoint\":\"%s\"}"
                .formatted(aws.endpoint()))
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
    assertEquals(ExitCode.DONE, home.run(Dialogues.piping(lines(me.key())), "add"));
    daemon.forget();
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
  void aStoreThatThisProcessDoesNotHaveIsNamed() {
    daemon.answering(
        "GET " + TestDaemon.TASK,
        200,
        TestDaemon.golden("task-login-details.json").replace("\"file\"", "\"vault9\""));

    assertEquals(ExitCode.FAILED, home.run(Dialogues.nobody(), "login"));
    assertEquals(
        List.of("jvc: there is no store named vault9: choose one of auto, file"), home.said());
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
