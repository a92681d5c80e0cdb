package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person at a terminal: what is asked, what is shown, and what Ctrl-C leaves behind. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@Timeout(240)
final class TerminalIT {

  private static final String PASSPHRASE = "Tr0ub4dor-and-3-more";
  private static final String ID_QUESTION = "Access key ID";
  private static final String SECRET_QUESTION = "Secret access key";
  private static final String NEW_QUESTION = "New passphrase for the jvc key file";
  private static final String AGAIN_QUESTION = "The same passphrase again";
  private static final String PASSPHRASE_QUESTION = "Passphrase for the jvc key file";
  private static final String CODE_QUESTION = "MFA code for arn:aws:iam::111122223333:mfa/me";

  private final Machine machine;
  private final User me;
  private final TerminalWindow window;
  private final ProcessTable processes;

  TerminalIT() throws IOException {
    machine = Machine.createWithManyCodes();
    me = machine.aws().world().user("me");
    window = TerminalWindow.open(machine);
    processes = new ProcessTable(machine);
  }

  @BeforeEach
  void startTheDaemon() throws Exception {
    assertEquals(0, machine.jvc("daemon", "start").exit());
  }

  @AfterEach
  void stop() throws IOException {
    window.close();
    machine.close();
  }

  private void add() throws IOException {
    window.enter("jvc add personal");
    window.awaitQuestion(ID_QUESTION);
    window.enter(me.key().id());
    window.awaitQuestion(SECRET_QUESTION);
    window.enterHidden(me.key().secret());
    window.awaitQuestion(NEW_QUESTION);
    window.enterHidden(PASSPHRASE);
    window.awaitQuestion(AGAIN_QUESTION);
    window.enterHidden(PASSPHRASE);
    window.awaitPrompt(0);
    window.clear();
  }

  private void answerPassphraseAndCode() throws IOException {
    window.awaitQuestion(PASSPHRASE_QUESTION);
    window.enterHidden(PASSPHRASE);
    window.awaitQuestion(CODE_QUESTION);
    window.enter(me.mfa().nextUnusedCode());
  }

  private void requireNothingSecretWasShown() throws IOException {
    assertFalse(window.transcript().contains(me.key().secret()), "the secret key was shown");
    assertFalse(window.transcript().contains(PASSPHRASE), "the passphrase was shown");
  }

  @Test
  void aPersonStoresAKeyAndLogsInWithTypingMistakes() throws Exception {
    add();
    assertTrue(window.transcript().contains("stored key"), window.transcript());
    assertTrue(window.transcript().contains("hint: run: jvc login personal"), window.transcript());

    window.enter("jvc login personal");
    window.awaitQuestion(PASSPHRASE_QUESTION);
    window.enterHidden("a typo");
    window.awaitText("jvc: wrong passphrase, try again");
    window.awaitQuestion(PASSPHRASE_QUESTION);
    window.enterHidden(PASSPHRASE);
    window.awaitQuestion(CODE_QUESTION);
    window.enter("12345");
    window.awaitText("jvc: an MFA code has six digits");
    window.awaitQuestion(CODE_QUESTION);
    String right = me.mfa().nextUnusedCode();
    String wrong = right.startsWith("0") ? "9" + right.substring(1) : "0" + right.substring(1);
    window.enter(wrong);
    window.awaitText("code");
    window.awaitQuestion(CODE_QUESTION);
    window.enter(right);
    window.awaitPrompt(0);

    assertTrue(window.screen().contains("jvc: logged in to personal until "), window.screen());
    assertTrue(window.screen().contains("hint: run: jvc setup personal"), window.screen());
    assertEquals(1, machine.aws().calls().granted("GetSessionToken"));
    assertEquals(1, processes.java().size(), "only the daemon is left");
    requireNothingSecretWasShown();
    window.requireSaneTerminal();
    assertEquals(0, machine.jvc("credentials", "personal").exit());
  }

  /** Where a person changes their mind. */
  enum Question {
    KEY_ID("add", ID_QUESTION),
    SECRET("add", SECRET_QUESTION),
    NEW_PASSPHRASE("add", NEW_QUESTION),
    REPEATED_PASSPHRASE("add", AGAIN_QUESTION),
    PASSPHRASE("login", PASSPHRASE_QUESTION),
    CODE("login", CODE_QUESTION);

    private final String verb;
    private final String text;

    Question(String verb, String text) {
      this.verb = verb;
      this.text = text;
    }
  }

  private void goTo(Question question) throws IOException {
    window.enter("jvc " + question.verb + " personal");
    switch (question) {
      case KEY_ID, PASSPHRASE -> {
        // The first one.
      }
      case SECRET -> {
        window.awaitQuestion(ID_QUESTION);
        window.enter(me.key().id());
      }
      case NEW_PASSPHRASE, REPEATED_PASSPHRASE -> {
        window.awaitQuestion(ID_QUESTION);
        window.enter(me.key().id());
        window.awaitQuestion(SECRET_QUESTION);
        window.enterHidden(me.key().secret());
        if (question == Question.REPEATED_PASSPHRASE) {
          window.awaitQuestion(NEW_QUESTION);
          window.enterHidden(PASSPHRASE);
        }
      }
      case CODE -> {
        window.awaitQuestion(PASSPHRASE_QUESTION);
        window.enterHidden(PASSPHRASE);
      }
    }
    window.awaitQuestion(question.text);
  }

  @ParameterizedTest
  @EnumSource
  void ctrlCAtAQuestionCancelsAndLeavesNothingBehind(Question question) throws Exception {
    if (question.verb.equals("login")) {
      add();
    }
    goTo(question);

    window.press("C-c");

    window.awaitPrompt(7);
    assertTrue(window.screen().contains("jvc: cancelled\n[7]$"), window.screen());
    assertEquals(1, occurrences(window.screen(), "cancelled"), window.screen());
    assertEquals(1, processes.java().size(), "only the daemon is left");
    assertEquals(0, machine.aws().calls("GetSessionToken"));
    window.clear();
    window.requireSaneTerminal();
    window.clear();
    // The ticket is free: the same thing is asked again at once, and can be done.
    if (question.verb.equals("add")) {
      add();
      requireNothingSecretWasShown();
    } else {
      window.enter("jvc login personal");
      answerPassphraseAndCode();
      window.awaitPrompt(0);
    }
  }

  @Test
  void anotherTerminalIsToldWhoIsLoggingIn() throws Exception {
    add();
    goTo(Question.CODE);

    Machine.Result other = machine.jvc("login", "personal");

    assertEquals(1, other.exit(), other.toString());
    assertTrue(
        other.firstError().contains("is logging in with key personal already"), other.toString());
    window.enter(me.mfa().nextUnusedCode());
    window.awaitPrompt(0);
  }

  @Test
  void aClosedTerminalFreesTheLogin() throws Exception {
    add();
    TerminalWindow closing = TerminalWindow.open(machine);
    closing.enter("jvc login personal");
    closing.awaitQuestion(PASSPHRASE_QUESTION);

    closing.close();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> processes.vaults().isEmpty() && processes.clients().isEmpty());
    window.enter("jvc login personal");
    answerPassphraseAndCode();
    window.awaitPrompt(0);
  }

  @Test
  void promptAsksWhenAProgramNeedsALogin() throws Exception {
    add();
    window.enter("jvc prompt");
    window.awaitText("jvc: waiting, press Ctrl-C to stop");

    Machine.Result needy = machine.jvc("credentials", "personal");

    assertEquals(4, needy.exit(), needy.toString());
    assertEquals("", needy.out());
    assertTrue(needy.firstError().contains("jvc login personal"), needy.toString());
    answerPassphraseAndCode();
    window.awaitText("jvc: logged in to personal until ");
    assertEquals(0, machine.jvc("credentials", "personal").exit());

    window.press("C-c");
    window.awaitPrompt(130);
    assertEquals(1, processes.java().size(), "only the daemon is left");
    window.clear();
    window.requireSaneTerminal();
  }

  @Test
  void promptOutlivesTheDaemon() throws Exception {
    add();
    window.enter("jvc prompt");
    window.awaitText("jvc: waiting, press Ctrl-C to stop");

    assertEquals(0, machine.jvc("daemon", "stop").exit());
    window.awaitText("jvc: the daemon has ended, waiting for the next one");
    assertEquals(4, machine.jvc("credentials", "personal").exit());

    answerPassphraseAndCode();
    window.awaitText("jvc: logged in to personal until ");
    window.press("C-c");
    window.awaitPrompt(130);
  }

  @Test
  void statusIsDrawnAnewWhenSomethingChanges() throws Exception {
    add();
    window.enter("jvc status --watch");
    window.awaitText("no login: run jvc login PROFILE");

    Machine.Result login =
        machine.run(
            Map.of("JVC_FILE_PASSPHRASE", PASSPHRASE),
            me.mfa().nextUnusedCode() + "\n",
            Machine.jvcCommand("login", "personal"));
    assertEquals(0, login.exit(), login.toString());
    window.awaitText("12h left, until ");
    assertEquals(0, machine.jvc("credentials", "personal").exit());
    window.awaitText("1h left, renewed in ");
    assertEquals(1, occurrences(window.screen(), "jvcd 0.1.0"), window.screen());
    assertFalse(window.screen().contains("no login"), window.screen());

    window.press("C-c");
    window.awaitPrompt(130);
    window.clear();
    window.requireSaneTerminal();
  }

  private static int occurrences(String text, String part) {
    return List.of(text.split(Pattern.quote(part), -1)).size() - 1;
  }
}
