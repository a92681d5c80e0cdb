package dev.jvc.system;

import static org.awaitility.Awaitility.await;

import dev.jvc.sandbox.world.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A person at a terminal with bash(1), who types commands and answers what they ask: whose key it
 * is, passphrases, MFA codes, and yes to everything else.
 */
final class Typist implements AutoCloseable {

  /** How a command ended, and what the terminal shows then, the command itself included. */
  record Ran(int exit, String screen) {}

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(25);
  private static final Pattern PROMPT = Pattern.compile("(?m)^(?:\\^C)?\\[(\\d+)]\\$\\z");
  private static final Pattern QUESTION =
      Pattern.compile(
          "(?m)^(Access key ID|Secret access key|New passphrase|The same passphrase|Passphrase for"
              + "|MFA code|.*\\[y/N])");

  /** Commands that go on until Ctrl-C, by their beginning, and what they say once they work. */
  private static final Map<String, String> ENDLESS =
      Map.of(
          "jvc prompt", "jvc: waiting",
          "jvc status --watch", "jvcd ",
          "bin/sandbox --port", "http://127.0.0.1:");

  private final TerminalWindow window;
  private final User me;

  private Typist(TerminalWindow window, User me) {
    this.window = window;
    this.me = me;
  }

  static Typist at(Machine machine) throws IOException {
    // Scripts and the system's own start files would take the prompt away from a shell within.
    Path shell = machine.home().resolve("shell");
    Files.writeString(shell, "#!/bin/sh\nPS1='[$?]$ ' exec bash --norc --noprofile \"$@\"\n");
    Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwxr-xr-x"));
    TerminalWindow window = TerminalWindow.open(machine, "env", "SHELL=" + shell, shell.toString());
    return new Typist(window, machine.aws().world().user("me"));
  }

  /** Types a command and sees it to its end. */
  Ran run(String command) throws IOException {
    window.press("C-l");
    until("a prompt", screen -> screen.matches("\\[\\d+]\\$"));
    window.type(command);
    until("what is typed", screen -> screen.endsWith(command));
    window.press("Enter");
    int answered = 0;
    while (true) {
      int before = answered;
      String screen =
          until("the end of " + command, seen -> ended(seen, command) || asked(seen) > before);
      if (asked(screen) > answered) {
        answered++;
        window.enterHidden(answer(screen));
      } else if (PROMPT.matcher(screen).find()) {
        return new Ran(exit(screen), screen);
      } else {
        window.press("C-c");
        String end = until("a prompt", seen -> PROMPT.matcher(seen).find());
        int code = exit(end);
        return new Ran(code == 130 ? 0 : code, end);
      }
    }
  }

  /** As often as needed, because a shell that {@code jvc exec} opened has one around it. */
  Ran leaveShellOf(String profile) throws IOException {
    return run("test \"$AWS_VAULT\" = " + profile + " && exit");
  }

  private static boolean ended(String screen, String command) {
    return PROMPT.matcher(screen).find()
        || ENDLESS.entrySet().stream()
            .anyMatch(endless ->
                command.contains(endless.getKey())
                    && screen
                        .lines()
                        .filter(line -> !line.contains(command))
                        .anyMatch(line -> line.contains(endless.getValue())));
  }

  private static int exit(String screen) {
    Matcher prompt = PROMPT.matcher(screen);
    if (!prompt.find()) {
      throw new IllegalStateException(screen);
    }
    return Integer.parseInt(prompt.group(1));
  }

  private static int asked(String screen) {
    return (int) QUESTION.matcher(screen).results().count();
  }

  private String answer(String screen) {
    List<MatchResult> questions = QUESTION.matcher(screen).results().toList();
    return switch (questions.getLast().group(1)) {
      case "Access key ID" -> me.key().id();
      case "Secret access key" -> me.key().secret();
      case "New passphrase", "The same passphrase", "Passphrase for" -> Machine.PASSPHRASE;
      case "MFA code" -> me.mfa().nextUnusedCode();
      default -> "y";
    };
  }

  private String until(String what, java.util.function.Predicate<String> seen) throws IOException {
    try {
      return await(what)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(PATIENCE)
          .until(window::screen, seen);
    } catch (ConditionTimeoutException never) {
      throw new AssertionError("never seen: " + what + ", but\n" + window.screen(), never);
    }
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
