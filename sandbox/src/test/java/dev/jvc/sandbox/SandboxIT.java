package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program bin/sandbox as a person starts it. */
final class SandboxIT {
  private static final Path PROGRAM = Path.of(System.getProperty("jvc.root"), "bin", "sandbox");

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void it_says_where_it_is_answers_and_tidies_up() throws Exception {
    Path ready = folder.resolve("ready");
    Process process = start("--ready-file", ready.toString());
    URI endpoint = await(ready, process);
    Map<String, Object> key = json(endpoint, "/_sandbox/keys/me");
    String shown = Files.readString(folder.resolve("out"));
    assertTrue(shown.contains("endpoint  " + endpoint), shown);
    assertTrue(shown.contains(String.valueOf(key.get("accessKeyId"))), shown);
    assertFalse(shown.contains(String.valueOf(key.get("secretAccessKey"))), "a secret was printed");
    process.destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertFalse(Files.exists(ready));
    assertEquals("", Files.readString(folder.resolve("err")));
  }

  @Test
  void it_takes_a_world_from_a_file() throws Exception {
    Path world = folder.resolve("world.json");
    Files.writeString(
        world, "{\"accounts\":[{\"id\":\"444455556666\",\"users\":[{\"name\":\"ann\"}]}]}");
    Path ready = folder.resolve("ready");
    URI endpoint =
        await(
            ready,
            start("--world", world.toString(), "--ready-file", ready.toString(), "--show-keys"));
    String secret = String.valueOf(json(endpoint, "/_sandbox/keys/ann").get("secretAccessKey"));
    assertTrue(Files.readString(folder.resolve("out")).contains(secret), "no secret was printed");
  }

  @Test
  void what_stops_it_is_one_sentence_and_an_exit_code() throws Exception {
    Path world = Files.writeString(folder.resolve("world.json"), "{\"accounts\":[{}]}");
    fails(2, "sandbox: unknown argument '--prot'; see sandbox --help", "--prot");
    fails(1, "sandbox: " + world + ": accounts[0].id is missing", "--world", world.toString());
    fails(
        1,
        "sandbox: cannot read the world file " + folder.resolve("none") + ": there is no such file",
        "--world",
        folder.resolve("none").toString());
    fails(
        1,
        "sandbox: cannot write the ready file "
            + folder.resolve("no/ready")
            + ": there is no such folder",
        "--ready-file",
        folder.resolve("no/ready").toString());
    try (ServerSocket squatter = new ServerSocket(0)) {
      String port = String.valueOf(squatter.getLocalPort());
      fails(1, "sandbox: port " + port + " is taken; choose another or 0 for any", "--port", port);
    }
  }

  @Test
  void help_is_no_failure() throws Exception {
    Process process = start("--help");
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    assertEquals(Options.USAGE, Files.readString(folder.resolve("out")));
  }

  private void fails(int code, String message, String... arguments) throws Exception {
    Process process = start(arguments);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(message + "\n", Files.readString(folder.resolve("err")));
    assertEquals(code, process.exitValue());
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    started.add(process);
    return process;
  }

  private static URI await(Path ready, Process process) throws IOException {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(ready) || !process.isAlive());
    return URI.create(Files.readString(ready).strip());
  }

  private static Map<String, Object> json(URI endpoint, String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), path);
    return JSON.std.mapFrom(answer.body());
  }
}
