package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys in a real {@code pass}, from {@code jvc add} to a command that finds credentials. */
@Timeout(240)
final class PassIT {

  private static final String PASSPHRASE = "Tr0ub4dor-and-3-more";
  private static final Path CURSES = Path.of("/usr/bin/pinentry-curses");

  private final Machine machine;
  private final PasswordStore store;
  private final User me;

  PassIT() throws Exception {
    machine = Machine.createWithManyCodes();
    store = PasswordStore.on(machine, PASSPHRASE);
    me = machine.aws().world().user("me");
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    machine.close();
  }

  private void added() throws Exception {
    Machine.Result added = machine.add("personal");
    assertEquals(0, added.exit(), added.toString());
    store.forget();
  }

  private Machine.Result exec(String... command) throws Exception {
    List<String> all = new ArrayList<>(Machine.jvcCommand("exec", "personal", "--"));
    all.addAll(List.of(command));
    return machine.run(Map.of(), "", all);
  }

  @Test
  void oneAnswerAndOneCodeLastForTheDay() throws Exception {
    Machine.Result added = machine.add("personal");
    assertEquals(0, added.exit(), added.toString());
    assertTrue(added.err().contains("as personal in the pass store"), added.toString());
    assertEquals(1, store.asked(), "to make sure that what was stored can be read");
    store.forget();

    Machine.Result login = machine.login("personal");

    assertEquals(0, login.exit(), login.toString());
    assertEquals(1, store.asked());
    for (int i = 0; i < 3; i++) {
      assertEquals(0, machine.jvc("credentials", "personal").exit());
    }
    Machine.Result child = exec("sh", "-c", "test -n \"$AWS_CONTAINER_CREDENTIALS_FULL_URI\"");
    assertEquals(0, child.exit(), child.toString());
    assertEquals(1, store.asked(), "nothing after the login asks anyone");
    assertEquals(1, machine.aws().calls().granted("GetSessionToken"));
  }

  @Test
  void theEntryIsReadableAsAnyOtherOfThePerson() throws Exception {
    added();

    assertEquals(
        me.key().secret() + "\naws_access_key_id: " + me.key().id() + "\nprofile: personal\n",
        store.run("", "pass", "show", "jvc/personal"));
    Machine.Result list = machine.jvc("list", "--json");
    assertTrue(list.out().replace(" ", "").contains("\"store\":\"pass\""), list.toString());
    assertFalse(Files.exists(machine.keyFile()));

    Machine.Result removed = machine.jvc("remove", "personal", "--yes");
    assertEquals(0, removed.exit(), removed.toString());
    assertFalse(Files.exists(machine.home().resolve("p/store/jvc/personal.gpg")));
  }

  @Test
  void whoGivesUpIsToldSoAndOtherProfilesGoOn() throws Exception {
    added();
    machine.awsConfig(
        Files.readString(machine.home().resolve(".aws/config"))
            + """

            [profile other]
            region = eu-west-2
            mfa_serial = arn:aws:iam::111122223333:mfa/me
            """);
    machine.jvcConfig("listen: { port: 0 }\nstore: pass\nprofiles: { other: { store: file } }\n");
    Machine.Result other = machine.add("other");
    assertEquals(0, other.exit(), other.toString());
    assertTrue(other.err().contains("as other in the file store"), other.toString());
    store.cancelling(true);

    Machine.Result login = machine.login("personal");

    assertEquals(7, login.exit(), login.toString());
    assertEquals("jvc: unlocking jvc/personal was cancelled in pinentry", login.firstError());
    assertEquals(1, store.asked(), "exactly one attempt");
    assertEquals(0, machine.aws().calls("GetSessionToken"));
    assertEquals(0, machine.login("other").exit());
    store.cancelling(false);
    assertEquals(0, machine.login("personal").exit());
  }

  @Test
  void pinentryAppearsInTheTerminalThatRanTheCommand() throws Exception {
    added();
    store.askWith(CURSES);
    try (TerminalWindow window = TerminalWindow.open(machine)) {
      window.enter("jvc login personal");
      window.awaitText("Passphrase: ");
      assertTrue(window.screen().contains("me@example.org"), window.screen());
      window.enterHidden(PASSPHRASE);
      window.awaitQuestion("MFA code for arn:aws:iam::111122223333:mfa/me");
      window.enter(me.mfa().nextUnusedCode());
      window.awaitPrompt(0);

      assertFalse(window.transcript().contains(PASSPHRASE), "the passphrase was shown");
      window.clear();
      window.requireSaneTerminal();
    }
    assertEquals(0, machine.jvc("credentials", "personal").exit());
  }

  @Test
  void ctrlCInPinentryEndsEverything() throws Exception {
    added();
    store.askWith(CURSES);
    try (TerminalWindow window = TerminalWindow.open(machine)) {
      window.enter("jvc login personal");
      window.awaitText("Passphrase: ");

      window.press("C-c");

      window.awaitPrompt(7);
      assertEquals(1, window.screen().split("cancelled", -1).length - 1, window.screen());
      await().until(() -> pinentries() == 0);
      window.clear();
      window.requireSaneTerminal();
      window.clear();

      // Neither ticket nor agent is kept busy by what was cancelled.
      window.enter("jvc login personal");
      window.awaitText("Passphrase: ");
      window.enterHidden(PASSPHRASE);
      window.awaitQuestion("MFA code for arn:aws:iam::111122223333:mfa/me");
      window.enter(me.mfa().nextUnusedCode());
      window.awaitPrompt(0);
    }
  }

  private long pinentries() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().filter(CURSES.toString()::equals).isPresent())
        .count();
  }
}
