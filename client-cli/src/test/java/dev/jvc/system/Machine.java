package dev.jvc.system;

import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One person's machine: an empty home, an offline AWS, and the programs as they are started from a
 * checkout.
 *
 * <p>Everything lies in a folder of its own below {@code /tmp}, short enough for a socket's path.
 * Closing it stops the daemon and removes the folder.
 */
public final class Machine implements AutoCloseable {

  /** The passphrase of the encrypted-file store on every machine. */
  public static final String PASSPHRASE = "correct horse";

  private static final long LIMIT_SECONDS = 60;
  private static final Path ROOT =
      Path.of(System.getProperty("jvc.root", "..")).toAbsolutePath().normalize();

  private final Path home;
  private final Sandbox aws;
  private final Map<String, String> environment = new HashMap<>();

  private Machine(Path home, Sandbox aws) {
    this.home = home;
    this.aws = aws;
  }

  /**
   * A new machine, with the sandbox's example world and the AWS configuration of the user {@code
   * me}.
   */
  public static Machine create() throws IOException {
    return create(World.example());
  }

  /** The same with an AWS that accepts the codes of ten minutes, for many logins in a row. */
  public static Machine createWithManyCodes() throws IOException {
    return create(World.example(World.builder().mfaDrift(20)));
  }

  private static Machine create(World world) throws IOException {
    Path home = Files.createTempDirectory(Path.of("/tmp"), "jvc");
    Machine machine = new Machine(home, Sandbox.start(world));
    for (String folder : List.of("run", "config/jvc", ".aws")) {
      Files.createDirectories(home.resolve(folder));
    }
    Files.setPosixFilePermissions(
        home.resolve("run"), PosixFilePermissions.fromString("rwx------"));
    machine.environment.putAll(
        Map.of(
            "HOME", home.toString(),
            "PATH", System.getenv("PATH"),
            "XDG_CONFIG_HOME", home.resolve("config").toString(),
            "XDG_DATA_HOME", home.resolve("data").toString(),
            "XDG_STATE_HOME", home.resolve("state").toString(),
            "XDG_RUNTIME_DIR", home.resolve("run").toString(),
            "AWS_ENDPOINT_URL_STS", machine.aws.endpoint().toString(),
            "LANG", "C.UTF-8"));
    machine.jvcConfig("listen: { port: 0 }\n");
    machine.awsConfig(
        """
        [default]
        region = eu-west-2

        [profile personal]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer
        """);
    return machine;
  }

  /** The checkout whose programs run. */
  public static Path root() {
    return ROOT;
  }

  public Path home() {
    return home;
  }

  public Sandbox aws() {
    return aws;
  }

  public Path controlSocket() {
    return home.resolve("run/jvc/control.sock");
  }

  public Path keyFile() {
    return home.resolve("data/jvc/keys.jvc");
  }

  public Path daemonLog() {
    return home.resolve("state/jvc/jvcd.log");
  }

  /** The environment that every program on this machine is started with; may be changed. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Replaces {@code ~/.aws/config}. */
  public void awsConfig(String text) throws IOException {
    Files.writeString(home.resolve(".aws/config"), text);
  }

  /** Replaces jvc's own configuration. */
  public void jvcConfig(String text) throws IOException {
    Files.writeString(home.resolve("config/jvc/jvc.yaml"), text);
  }

  /** Runs {@code jvc} to its end. */
  public Result jvc(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), "", jvcCommand(arguments));
  }

  /** Runs any program to its end, with further variables and a text on its standard input. */
  public Result run(Map<String, String> more, String stdin, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", "");
    Path err = Files.createTempFile(home, "err", "");
    Process process =
        builder(more, command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try (var input = process.getOutputStream()) {
      input.write(stdin.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // The program did not want to read it all, which its result tells.
    }
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("still running after " + LIMIT_SECONDS + " s: " + command);
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A process builder with this machine's environment and nothing else. */
  public ProcessBuilder builder(Map<String, String> more, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    return builder;
  }

  /** The command line of {@code jvc} with these arguments. */
  public static List<String> jvcCommand(String... arguments) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("bin/jvc").toString()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Stores the key of the sandbox's user {@code me} under a profile's name. */
  public Result add(String profile) throws IOException, InterruptedException {
    return add(profile, aws.world().user("me"));
  }

  /** Stores a user's key under a profile's name. */
  public Result add(String profile, User user) throws IOException, InterruptedException {
    return run(
        Map.of(
            "AWS_ACCESS_KEY_ID", user.key().id(),
            "AWS_SECRET_ACCESS_KEY", user.key().secret(),
            "JVC_FILE_PASSPHRASE", PASSPHRASE),
        "",
        jvcCommand("add", profile, "--env"));
  }

  /** Logs in with the next unused code of the MFA device of {@code me}. */
  public Result login(String profile) throws IOException, InterruptedException {
    return login(profile, aws.world().user("me").mfa().nextUnusedCode());
  }

  /** Logs in with a given code, sent on standard input. */
  public Result login(String profile, String code, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(jvcCommand("login", profile));
    command.addAll(Arrays.asList(options));
    return run(Map.of("JVC_FILE_PASSPHRASE", PASSPHRASE), code + "\n", command);
  }

  /** Starts the daemon's launcher directly; the caller ends it. */
  public Process startDaemon(Map<String, String> more) throws IOException {
    Files.createDirectories(home.resolve("state/jvc"));
    return builder(more, List.of(ROOT.resolve("bin/jvcd").toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(daemonLog().toFile()))
        .start();
  }

  /** The daemon's process. */
  public ProcessHandle daemon() throws IOException, InterruptedException {
    Result status = jvc("status", "--json");
    java.util.regex.Matcher pid =
        java.util.regex.Pattern.compile("\"pid\" ?: ?(\\d+)").matcher(status.out());
    if (!pid.find()) {
      throw new IOException("the daemon does not run: " + status);
    }
    return ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    try {
      jvc("daemon", "stop");
      forgetKeptLogins();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    aws.close();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A port that nothing listens at now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What a machine leaves outside its folder goes as well, where there is such a thing. */
  private void forgetKeptLogins() throws IOException, InterruptedException {
    if (Files.exists(SealKeys.file(this))) {
      new SealKeys(this).removeAll();
    }
  }

  /** How a program ended and what it wrote. */
  public record Result(int exit, String out, String err) {

    /** The first line of standard error, where the one sentence of a failure stands. */
    public String firstError() {
      return err.lines().findFirst().orElse("");
    }
  }
}
