package dev.jvc.sandbox.training;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the daemon and the vault process through one person's morning, so that Java records what
 * they load.
 *
 * <p>Keys, passphrase and codes are the sandbox's own, because a cache keeps the strings of the run
 * it was recorded in.
 */
public final class StartUpTraining {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int REQUESTS = 400;

  private final Path java;
  private final Path app;
  private final Path home;
  private final Sandbox aws;
  private final ControlSocket control;

  private StartUpTraining(Path java, Path app, Path home, Sandbox aws) {
    this.java = java;
    this.app = app;
    this.home = home;
    this.aws = aws;
    this.control = new ControlSocket(home.resolve("run/jvc/control.sock"));
  }

  /** Usage: {@code StartUpTraining JAVA_HOME APP_FOLDER}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    // A short path: a Unix domain socket is going to lie below it.
    Path home = Files.createTempDirectory(Path.of("/tmp"), "jvc-training");
    try (Sandbox aws = Sandbox.start(World.example())) {
      new StartUpTraining(Path.of(args[0], "bin", "java"), Path.of(args[1]), home, aws).run();
    } finally {
      delete(home);
    }
  }

  private void run() throws IOException, InterruptedException {
    User me = aws.world().user("me");
    Files.createDirectories(home.resolve(".aws"));
    Files.createDirectories(home.resolve("run"));
    Files.createDirectories(home.resolve("config/jvc"));
    // Never the password manager of whoever builds, which auto may mean.
    Files.writeString(home.resolve("config/jvc/jvc.yaml"), "listen: { port: 0 }\nstore: file\n");
    Files.writeString(
        home.resolve(".aws/config"),
        String.format(
            Locale.ROOT,
            """
            [profile me]
            region = eu-west-2
            mfa_serial = %s
            [profile developer]
            source_profile = me
            role_arn = %s
            region = eu-west-2
            """,
            me.mfa().serial(),
            aws.world().role("Developer").arn()));
    Process daemon = start(home.resolve("daemon.log"), Map.of(), "jvcd.aot");
    try {
      awaitDaemon(daemon);
      vault(
          "add",
          "me",
          Map.of("AWS_ACCESS_KEY_ID", me.key().id(), "AWS_SECRET_ACCESS_KEY", me.key().secret()),
          null,
          "--env");
      vault("login", "me", Map.of("JVC_MFA_TOKEN", me.mfa().nextUnusedCode()), "vault.aot");
      useTheDaemon();
      // Also takes the key of the kept login out of this user's keyring.
      control.ask("POST", "/v1/lock", "{}");
      control.ask("POST", "/v1/stop", "{}");
      end(daemon, home.resolve("daemon.log"));
    } finally {
      daemon.destroyForcibly();
    }
  }

  private void useTheDaemon() throws IOException, InterruptedException {
    long pid = ProcessHandle.current().pid();
    for (String route :
        List.of(
            "/v1/status",
            "/v1/profiles",
            "/v1/profiles/developer/plan",
            "/v1/profiles/developer/credentials",
            "/v1/profiles/developer/identity",
            "/v1/health",
            "/v1/metrics")) {
      control.ask("GET", route, "");
    }
    Map<String, Object> token =
        object(
            control.ask(
                "POST",
                "/v1/tokens",
                "{\"profile\":\"developer\",\"kind\":\"child\",\"pid\":" + pid + "}"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(text(token, "uri")))
            .header("Authorization", text(token, "token"))
            .timeout(PATIENCE)
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < REQUESTS; i++) {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
          throw new IOException("the endpoint answered " + status);
        }
      }
    }
  }

  private void vault(
      String task,
      String profile,
      Map<String, String> environment,
      @Nullable String cache,
      String... options)
      throws IOException, InterruptedException {
    long pid = ProcessHandle.current().pid();
    Map<String, Object> answer =
        object(
            control.ask(
                "POST",
                "/v1/tasks",
                "{\"task\":\"" + task + "\",\"profile\":\"" + profile + "\",\"pid\":" + pid + "}"));
    Map<String, String> all = new HashMap<>(environment);
    all.put("JVC_TICKET", text(answer, "ticket"));
    all.put("JVC_FILE_PASSPHRASE", "training");
    List<String> arguments = new ArrayList<>(List.of("vault", task));
    arguments.addAll(List.of(options));
    Path log = home.resolve("vault-" + task + ".log");
    end(start(log, all, cache, arguments.toArray(String[]::new)), log);
  }

  private Process start(
      Path log, Map<String, String> environment, @Nullable String cache, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "@" + app.resolve("java.options")));
    if (cache != null) {
      command.add("-XX:AOTCacheOutput=" + app.resolve(cache));
    }
    command.addAll(List.of("-cp", app.resolve("lib/jvcd.jar").toString(), "dev.jvc.daemon.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> own = builder.environment();
    own.put("HOME", home.toString());
    own.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    own.put("XDG_DATA_HOME", home.resolve("data").toString());
    own.put("XDG_STATE_HOME", home.resolve("state").toString());
    own.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    own.put("AWS_ENDPOINT_URL_STS", aws.endpoint().toString());
    own.putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private void awaitDaemon(Process daemon) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        control.ask("GET", "/v1/health", "");
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline || daemon.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "the daemon did not start: " + Files.readString(home.resolve("daemon.log")), notYet);
        }
      }
    }
  }

  private static void end(Process process, Path log) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("a training run failed: " + Files.readString(log));
    }
  }

  private static Map<String, Object> object(String json) throws IOException {
    return JSON.std.mapFrom(json);
  }

  private static String text(Map<String, Object> object, String name) throws IOException {
    if (object.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("the daemon's answer has no " + name);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
