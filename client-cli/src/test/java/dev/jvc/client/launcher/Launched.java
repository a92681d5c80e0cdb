package dev.jvc.client.launcher;

import dev.jvc.client.scripted.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs with an environment of their own, the launcher above all. */
final class Launched {

  private static final long LIMIT_SECONDS = 60;

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * @param home an empty folder with a short path, which is home and runtime folder
   */
  Launched(Path home) {
    this.home = home;
    environment.putAll(
        Map.of(
            "HOME", home.toString(),
            "PATH", System.getenv("PATH"),
            "LANG", "C.UTF-8",
            "XDG_RUNTIME_DIR", home.toString()));
  }

  /** How a program ended and what it wrote. */
  record Run(int exit, String out, String err) {}

  /** The launcher in the checkout. */
  static String jvc() {
    return Golden.root().resolve("bin/jvc").toString();
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Runs {@code jvc} to its end. */
  Run jvc(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jvc()));
    command.addAll(List.of(words));
    return run(command);
  }

  /** Runs a program to its end, with nothing on its standard input. */
  Run run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", "");
    Path err = Files.createTempFile(home, "err", "");
    Process process =
        builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("still running after " + LIMIT_SECONDS + " s: " + command);
    }
    return new Run(process.exitValue(), text(out), text(err));
  }

  /** A process builder with this environment and nothing else. */
  ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
