package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Storing a key, from ticket to exit code. */
@Timeout(120)
final class AddTaskTest extends VaultTaskFixture {

  AddTaskTest(@TempDir Path folder) throws IOException {
    super(folder);
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
}
