package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A terminal on a machine, with a shell whose prompt is the exit code of the last command, held by
 * tmux(1).
 */
final class TerminalWindow implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Path socket;
  private final Path transcript;

  private TerminalWindow(Path folder) {
    this.socket = folder.resolve("tmux");
    this.transcript = folder.resolve("transcript");
  }

  /** Opens a window with {@code jvc} on its {@code PATH}. */
  static TerminalWindow open(Machine machine) throws IOException {
    return open(machine, "sh");
  }

  /** The same with another shell than {@code sh}. */
  static TerminalWindow open(Machine machine, String... shell) throws IOException {
    TerminalWindow window = new TerminalWindow(Files.createTempDirectory(machine.home(), "tty"));
    List<String> command =
        new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "50"));
    command.addAll(List.of("-c", machine.home().toString(), "env", "-i"));
    machine
        .environment()
        .forEach((name, value) -> {
          if (!name.equals("PATH")) {
            command.add(name + "=" + value);
          }
        });
    command.add("PATH=" + Machine.root().resolve("bin") + ":" + machine.environment().get("PATH"));
    command.addAll(List.of("PS1=[$?]$ ", "TERM=screen", "SHELL=/bin/sh"));
    command.addAll(List.of(shell));
    window.tmux(command.toArray(String[]::new));
    window.tmux("pipe-pane", "cat >>" + window.transcript);
    window.awaitPrompt(0);
    return window;
  }

  /** Types a line that the terminal shows, and Enter. */
  void enter(String line) throws IOException {
    type(line);
    awaitScreen(Pattern.compile(Pattern.quote(line) + "$"));
    press("Enter");
  }

  /** Types a text without waiting for it to be shown. */
  void type(String text) throws IOException {
    tmux("send-keys", "-l", text);
  }

  /** Types a line that the terminal does not show, and Enter. */
  void enterHidden(String line) throws IOException {
    type(line);
    press("Enter");
  }

  /** Presses a key by its name in tmux, such as {@code Enter} or {@code C-c}. */
  void press(String key) throws IOException {
    tmux("send-keys", key);
  }

  /** Empties the screen. */
  void clear() throws IOException {
    enter("clear");
    awaitScreen(Pattern.compile("\\A\\[0]\\$$"));
  }

  /** What the terminal shows now. */
  String screen() throws IOException {
    return tmux("capture-pane", "-p", "-J").strip();
  }

  /** All that was ever written to the terminal, the echo of what was typed included. */
  String transcript() throws IOException {
    return Files.exists(transcript)
        ? Files.readString(transcript, StandardCharsets.ISO_8859_1)
        : "";
  }

  /** Waits until the last line holds a question that begins like this. */
  void awaitQuestion(String question) throws IOException {
    awaitScreen(Pattern.compile(Pattern.quote(question) + "[^\\n]*:$"));
  }

  /** Waits until the terminal shows a text. */
  void awaitText(String text) throws IOException {
    awaitScreen(Pattern.compile(Pattern.quote(text)));
  }

  /** Waits until a command has ended with this code and the shell asks for the next one. */
  void awaitPrompt(int code) throws IOException {
    Pattern prompt = Pattern.compile("(?m)^(\\^C)?\\[(\\d+)]\\$\\z");
    awaitScreen(prompt);
    assertTrue(
        screen().endsWith("[" + code + "]$"), () -> "did not end with " + code + ":\n" + shown());
  }

  /** The shell asks for the next command, and what is typed is shown and edited again. */
  void requireSaneTerminal() throws IOException {
    enter("stty -a | tr ' ;' '\\n\\n' | grep -x -E -e '-?(echo|icanon|isig)' | xargs echo modes:");
    awaitPrompt(0);
    assertTrue(screen().contains("modes: isig icanon echo"), this::shown);
    assertFalse(screen().contains("-echo\n"), this::shown);
  }

  private String shown() {
    try {
      return screen();
    } catch (IOException gone) {
      return "(the window is gone)";
    }
  }

  private void awaitScreen(Pattern pattern) throws IOException {
    try {
      await(pattern.pattern()).atMost(PATIENCE).until(() -> pattern.matcher(screen()).find());
    } catch (org.awaitility.core.ConditionTimeoutException never) {
      throw new AssertionError("never seen: " + pattern + ", but\n" + screen(), never);
    }
  }

  @Override
  public void close() throws IOException {
    tmux("kill-server");
  }

  private String tmux(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    Process tmux = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tmux.onExit().join().exitValue() != 0) {
      throw new IOException(arguments[0] + ": " + output.strip());
    }
    return output;
  }
}
