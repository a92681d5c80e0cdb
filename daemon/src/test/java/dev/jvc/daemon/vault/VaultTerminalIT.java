package dev.jvc.daemon.vault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.Main;
import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The vault process in a real terminal. */
@Timeout(180)
final class VaultTerminalIT {

  private static final String PASSPHRASE = "correct horse";
  private static final String GIVE_BACK = "DELETE " + TestDaemon.TASK;
  private static final String DEPOSIT = "POST " + TestDaemon.TASK + "/deposit";

  private final Path folder;
  private final Sandbox aws = Sandbox.start(World.example());
  private final User me = aws.world().user("me");
  private final TestDaemon daemon;
  private final Tmux terminal;

  VaultTerminalIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Path runtime = Files.createDirectories(folder.resolve("run/jvc"));
    daemon = TestDaemon.start(runtime.resolve("control.sock"));
    terminal = Tmux.start(folder);
    Files.writeString(
        folder.resolve("vault"),
        "HOME=%s XDG_RUNTIME_DIR=%s JVC_TICKET=%s exec %s vault \"$@\"%n"
            .formatted(
                folder,
                folder.resolve("run"),
                TestDaemon.TICKET,
                ChildJvm.command(Main.class).stream()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(" "))));
  }

  @AfterEach
  void stop() throws IOException {
    terminal.close();
    daemon.close();
    aws.close();
  }

  private void vault(String task) throws IOException {
    terminal.enter("clear; sh vault " + task + "; echo \"exit=$?\"");
  }

  private void awaitExit(int code) {
    terminal.awaitScreen("exit=" + code);
  }

  private void requireEcho() throws IOException {
    terminal.enter("stty -a | tr ' ;' '\\n\\n' | grep -x -e echo -e -echo -e '\\^Z'");
    terminal.awaitScreen("\n^Z");
    List<String> lines = terminal.screen().lines().map(String::strip).toList();
    assertTrue(lines.contains("echo"), terminal.screen());
    assertFalse(lines.contains("-echo"), terminal.screen());
  }

  private void toAdd() {
    daemon
        .setting("task-add-details.json", aws.endpoint())
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
  }

  private void added() throws IOException {
    toAdd();
    vault("add");
    terminal.awaitScreen("Access key ID:");
    terminal.enter(me.key().id());
    terminal.awaitScreen("Secret access key:");
    terminal.enter(me.key().secret());
    terminal.awaitScreen("New passphrase for the jvc key file:");
    terminal.enter(PASSPHRASE);
    terminal.awaitScreen("The same passphrase again:");
    terminal.enter(PASSPHRASE);
    awaitExit(0);
  }

  private void toLogIn() {
    daemon
        .answering(
            "GET " + TestDaemon.TASK,
            200,
            TestDaemon.golden("task-login-details.json")
                .replace("\"key\":\"personal\"", "\"key\":\"fresh\"")
                .replace("http://127.0.0.1:4566", aws.endpoint().toString())
                .replaceFirst(",\"awsEnvironment\":\\{[^}]*}", ""))
        .answering(DEPOSIT, 200, TestDaemon.golden("deposit.json"));
    daemon.forget();
  }

  @Test
  void aPersonStoresAKeyAndLogsInWithoutShowingASecret() throws Exception {
    added();
    String screen = terminal.screen();
    assertTrue(screen.contains("Access key ID: " + me.key().id()), "what is public is shown");
    assertTrue(screen.contains("of " + me.arn() + " as fresh in the file store"), screen);
    assertFalse(screen.contains(me.key().secret()), screen);
    assertFalse(screen.contains(PASSPHRASE), screen);

    toLogIn();
    vault("login");
    terminal.awaitScreen("Passphrase for the jvc key file:");
    terminal.enter("wrong");
    terminal.awaitScreen("jvc: wrong passphrase, try again");
    terminal.enter(PASSPHRASE);
    terminal.awaitScreen("MFA code for " + me.mfa().serial() + ":");
    terminal.enter(me.mfa().nextUnusedCode());
    awaitExit(0);
    assertEquals(DEPOSIT, daemon.routes().getLast());
    assertFalse(terminal.screen().contains(PASSPHRASE), terminal.screen());
    requireEcho();
  }

  @Test
  void ctrlCAtAHiddenQuestionRestoresTheEchoAndGivesTheTicketBack() throws Exception {
    toAdd();
    vault("add");
    terminal.awaitScreen("Access key ID:");
    terminal.enter(me.key().id());
    terminal.awaitScreen("Secret access key:");
    terminal.type("half a secret");

    terminal.press("C-c");

    terminal.awaitScreen("jvc: cancelled\nexit=7");
    assertEquals(GIVE_BACK, daemon.routes().getLast());
    assertFalse(terminal.screen().contains("half a secret"), terminal.screen());
    requireEcho();
  }

  @Test
  void ctrlCAtAVisibleQuestionGivesTheTicketBack() throws Exception {
    toAdd();
    vault("add");
    terminal.awaitScreen("Access key ID:");

    terminal.press("C-c");

    terminal.awaitScreen("jvc: cancelled\nexit=7");
    assertEquals(GIVE_BACK, daemon.routes().getLast());
    requireEcho();
  }

  @Test
  void ctrlDAtAQuestionCancels() throws Exception {
    toAdd();
    vault("add");
    terminal.awaitScreen("Access key ID:");

    terminal.press("C-d");

    awaitExit(7);
    assertTrue(terminal.screen().contains("jvc: cancelled"), terminal.screen());
    assertEquals(GIVE_BACK, daemon.routes().getLast());
  }

  @Test
  void ctrlZAtAHiddenQuestionStopsNothing() throws Exception {
    toAdd();
    vault("add");
    terminal.awaitScreen("Access key ID:");
    terminal.enter(me.key().id());
    terminal.awaitScreen("Secret access key:");

    terminal.press("C-z");
    terminal.press("BSpace");
    terminal.enter(me.key().secret());

    terminal.awaitScreen("New passphrase for the jvc key file:");
    terminal.press("C-c");
    awaitExit(7);
    requireEcho();
  }

  @Test
  void aPipedCodeLeavesThePassphraseToThePerson() throws Exception {
    added();
    toLogIn();
    terminal.enter(
        "clear; echo "
            + me.mfa().nextUnusedCode()
            + " | sh vault login >out 2>err; echo \"exit=$?\"");
    terminal.awaitScreen("Passphrase for the jvc key file:");
    terminal.enter(PASSPHRASE);
    awaitExit(0);

    assertEquals(DEPOSIT, daemon.routes().getLast());
    assertEquals("", Files.readString(folder.resolve("out")));
    assertEquals("", Files.readString(folder.resolve("err")));
  }

  @Test
  void aDaemonThatDiesMeanwhileIsNamed() throws Exception {
    toAdd();
    vault("add");
    terminal.awaitScreen("Access key ID:");
    daemon.close();
    terminal.press("C-d");

    await().until(() -> terminal.screen().contains("exit="));
    assertTrue(terminal.screen().contains("exit=7"), terminal.screen());
  }
}
