package dev.jvc.client.scripted;

import dev.jvc.client.terminal.Output;
import dev.jvc.client.verb.Client;
import dev.jvc.client.verb.CommandLineClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Someone with a home of their own who runs verbs, always at eight in the morning UTC of 24
 * November 2026.
 */
public final class Person {

  /** How a run ended and what it wrote. */
  public record Run(int exit, String out, String err) {}

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T08:00:00Z"));

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * @param home an empty folder with a short path
   */
  public Person(Path home) throws IOException {
    this.home = home;
    Path bin = Files.createDirectory(home.resolve("bin"));
    script(bin.resolve("jvc"), "exit 99");
    script(bin.resolve("jvcd"), "exit 99");
    environment.putAll(
        Map.of(
            "HOME", home.toString(),
            "PATH", System.getenv("PATH"),
            "XDG_RUNTIME_DIR", home.toString(),
            "JVC_BIN", bin.toString(),
            "JVC_LAUNCHER_PID", "4712"));
  }

  public Path home() {
    return home;
  }

  /** The environment of the runs; may be changed. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Replaces the program {@code jvcd} by a shell script. */
  public void jvcdIs(String... lines) throws IOException {
    script(home.resolve("bin/jvcd"), lines);
  }

  /** Writes a shell script. */
  public static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs {@code jvc} with these words. */
  public Run runs(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Client client =
        new Client(environment, new Output(out, err), CLOCK, () -> ZoneOffset.UTC, _ -> {});
    int exit = new CommandLineClient(client, "1.2.3").run(words).code();
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The same for words that stand in one line, divided by single spaces. */
  public Run line(String words) {
    return runs(Arrays.stream(words.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new));
  }
}
