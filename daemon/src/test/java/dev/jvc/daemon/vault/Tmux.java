package dev.jvc.daemon.vault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A terminal with a shell in it, held by tmux(1), which the tests of terminals need. */
final class Tmux implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path socket;

  private Tmux(Path socket) {
    this.socket = socket;
  }

  /** Starts a shell with a prompt of {@code $ } in a terminal of its own. */
  static Tmux start(Path folder) throws IOException {
    Tmux tmux = new Tmux(folder.resolve("tmux"));
    tmux.run(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        "120",
        "-y",
        "40",
        "-c",
        folder.toString(),
        "env",
        "-i",
        "PATH=/usr/bin:/bin",
        "PS1=$ ",
        "TERM=screen",
        "LC_ALL=C.UTF-8",
        "sh");
    tmux.awaitScreen("$");
    return tmux;
  }

  /** Types a text as it is, without Enter. */
  void type(String text) throws IOException {
    run("send-keys", "-l", text);
  }

  /** Presses a key by its name in tmux, such as {@code Enter} or {@code C-c}. */
  void press(String key) throws IOException {
    run("send-keys", key);
  }

  void enter(String line) throws IOException {
    type(line);
    press("Enter");
  }

  /** What the terminal shows now. */
  String screen() throws IOException {
    return run("capture-pane", "-p", "-J").strip();
  }

  /** Waits until the terminal shows a text. */
  void awaitScreen(String text) {
    await(text).atMost(PATIENCE).until(() -> screen().contains(text));
  }

  @Override
  public void close() throws IOException {
    run("kill-server");
  }

  private String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    Process tmux = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = tmux.onExit().join().exitValue();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + ": " + output.strip());
    }
    return output;
  }
}
