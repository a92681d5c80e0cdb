package dev.jvc.client.training;

import dev.jvc.client.Main;
import dev.jvc.client.terminal.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does once, in one process, what the verbs do, so that the JVM can keep what it loaded for it.
 *
 * <p>The daemon is played by a thread with fixed answers. Nothing outside a temporary folder is
 * read or written, and nothing is printed.
 */
public final class Training {

  /** What needs no command line library, and is run so often that it has a cache of its own. */
  private static final List<String> CREDENTIALS =
      List.of("credentials personal", "credentials refused");

  private static final List<String> VERBS =
      List.of(
          "credentials personal --debug",
          "--help",
          "login --help",
          "login personal",
          "login --unknown",
          "list",
          "list --json",
          "list --names",
          "status",
          "env personal --shell bash",
          "exec personal -- sh",
          "exec personal --frozen -- sh",
          "export personal --format json",
          "use personal",
          "whoami personal",
          "explain personal",
          "setup personal --dry-run",
          "logout personal",
          "daemon status",
          "daemon metrics",
          "completion bash");

  private Training() {}

  /**
   * Trains; fails the build when a run does not end as it should.
   *
   * @param arguments {@code credentials} or {@code verbs}, and the folder of the launchers, whose
   *     presence {@code exec} asks for
   */
  public static void main(String[] arguments) throws IOException {
    // Looked at by every run of the client, but not by one that is given its environment.
    Map<String, String> environment = new HashMap<>(System.getenv());
    Path home = Files.createTempDirectory("jvc");
    try (ScriptedDaemon daemon = ScriptedDaemon.start(home.resolve("jvc"))) {
      environment.put("HOME", home.toString());
      environment.put("XDG_RUNTIME_DIR", home.toString());
      environment.put("JVC_BIN", arguments[1]);
      environment.put("JVC_LAUNCHER_PID", "1");
      environment.put("JVC_TTY", "12");
      environment.put("TERM", "xterm");
      for (String run : arguments[0].equals("credentials") ? CREDENTIALS : VERBS) {
        Output nowhere =
            new Output(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        int code = Main.run(run.split(" "), environment, nowhere);
        int expected = run.contains("refused") ? 4 : run.contains("unknown") ? 2 : 0;
        if (code != expected) {
          throw new IllegalStateException(run + " ended with " + code + ", not " + expected);
        }
      }
      daemon.requireAnsweredAll();
    } finally {
      remove(home);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }
}
