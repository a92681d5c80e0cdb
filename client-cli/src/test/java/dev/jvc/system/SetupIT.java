package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After {@code jvc setup}, AWS clients find credentials wherever they are started. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: uses the systemd user manager")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
final class SetupIT {

  private static final String ASSUMED = "arn:aws:sts::111122223333:assumed-role/";
  private static final String DEVELOPER = ASSUMED + "Developer/";
  private static final String ADMIN = ASSUMED + "Admin/";

  private static final String GENERATOR =
      "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator";

  private final Machine machine;
  private Map<String, String> untouched = Map.of();

  SetupIT() throws IOException {
    machine = Machine.createWithManyCodes();
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      machine.jvcConfig("listen: { port: " + socket.getLocalPort() + " }\n");
    }
    machine.awsConfig(
        """
        [default]
        region = eu-west-2

        [profile personal]
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer

        [profile reader]
        source_profile = personal
        role_arn = arn:aws:iam::111122223333:role/Admin
        region = us-east-1

        [profile "it's $HOME \\"x\\" é"]
        source_profile = personal
        role_arn = arn:aws:iam::111122223333:role/Admin
        """);
    machine.environment().put("SHELL", "/bin/bash");
    machine
        .environment()
        .put("PATH", Machine.root().resolve("bin") + ":" + machine.environment().get("PATH"));
  }

  @BeforeAll
  void storeAKeyAndLogIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
  }

  @BeforeEach
  void aHomeWithDotfiles() throws IOException {
    Files.writeString(machine.home().resolve(".bashrc"), "PS1='$ '\n");
    Files.writeString(machine.home().resolve(".bash_profile"), "[ -f ~/.bashrc ] && . ~/.bashrc\n");
    Files.writeString(machine.home().resolve(".zshrc"), "PS1='$ '");
    Files.createDirectories(machine.home().resolve("config/fish"));
    untouched = dotfiles();
  }

  @AfterEach
  void everythingIsTakenBackToTheByte() throws Exception {
    Machine.Result undo = machine.jvc("setup", "--undo", "--yes");

    assertEquals(0, undo.exit(), undo.toString());
    assertEquals(untouched, dotfiles());
    assertFalse(Files.exists(machine.home().resolve("state/jvc/aws/config")));
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private Map<String, String> dotfiles() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String folder : List.of("", ".aws", "config", "config/environment.d", "config/fish")) {
      Path place = machine.home().resolve(folder);
      if (!Files.isDirectory(place)) {
        continue;
      }
      try (Stream<Path> files = Files.list(place)) {
        for (Path file : files.toList()) {
          String name = machine.home().relativize(file).toString();
          boolean passing = name.matches("(out|err|tty).*|state|data|run|\\.zcompdump.*|\\.local");
          if (!passing && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            found.put(
                name,
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    + Files.readString(file));
          }
        }
      }
    }
    return found;
  }

  private void setUp(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("setup", "personal", "--yes"));
    words.addAll(List.of(options));
    Machine.Result result = machine.jvc(words.toArray(String[]::new));
    assertEquals(0, result.exit(), result.toString());
  }

  /** A command started by a shell that knows nothing but the machine's environment. */
  private String in(String shell, List<String> command) throws Exception {
    List<String> all = new ArrayList<>(List.of(shell.split(" ", -1)));
    all.addAll(
        shell.startsWith("fish") ? List.of("-c", "$argv") : List.of("-c", "\"$@\"", "shell"));
    all.addAll(command);
    Machine.Result result = machine.run(Map.of(), "", all);
    assertEquals(0, result.exit(), shell + ": " + result);
    return result.out();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bash -l", "bash -i", "bash -l -i", "zsh -l", "zsh -i", "fish", "fish -l"})
  void everyShellHasCredentialsByItself(String shell) throws Exception {
    setUp("--shell");

    assertTrue(in(shell, AwsClients.cliWhoAmI()).startsWith(DEVELOPER));
    assertTrue(in(shell, AwsClients.python(AwsClients.WHO_AM_I)).startsWith(DEVELOPER));
    assertTrue(in(shell, AwsClients.cliWhoAmI("--profile", "reader")).startsWith(ADMIN));
    assertTrue(
        in(shell, AwsClients.cliWhoAmI("--profile", "personal", "--region", "eu-west-2"))
            .startsWith(DEVELOPER));
  }

  @Test
  void aShellWithoutFilesOfItsOwnReadsTheProfile() throws Exception {
    for (String file : List.of(".bashrc", ".bash_profile", ".zshrc", "config/fish")) {
      Files.delete(machine.home().resolve(file));
    }
    untouched = dotfiles();
    machine.environment().put("SHELL", "/bin/sh");
    try {
      setUp("--shell");

      assertTrue(in("sh -l", AwsClients.cliWhoAmI()).startsWith(DEVELOPER));
    } finally {
      machine.environment().put("SHELL", "/bin/bash");
    }
  }

  @Test
  void theSdkForJavaFindsThemToo() throws Exception {
    setUp("--shell");

    assertTrue(in("bash -l", AwsClients.javaWhoAmI()).startsWith(DEVELOPER));
    List<String> named = new ArrayList<>(List.of("env", "AWS_PROFILE=reader"));
    named.addAll(AwsClients.javaWhoAmI());
    assertTrue(in("bash -l", named).startsWith(ADMIN));
  }

  @Test
  void regionsAreThoseOfTheProfiles() throws Exception {
    setUp("--shell");

    String region = "import boto3; print(boto3.session.Session(profile_name=%s).region_name)";
    assertEquals("us-east-1\n", in("bash -l", AwsClients.python(region.formatted("'reader'"))));
    assertEquals("eu-west-2\n", in("bash -l", AwsClients.python(region.formatted("None"))));
  }

  @Test
  void theDesktopsSessionHasThem() throws Exception {
    setUp("--desktop");

    Machine.Result generated = machine.run(Map.of(), "", List.of(GENERATOR));
    assertEquals(0, generated.exit(), generated.toString());
    assertFalse(generated.out().contains("AUTHORIZATION_TOKEN="), "a token is in it");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "set -a; eval \"$1\"; shift; exec \"$@\"", "sh"));
    command.add(generated.out());
    command.addAll(AwsClients.cliWhoAmI());
    Machine.Result who = machine.run(Map.of(), "", command);
    assertTrue(who.out().startsWith(DEVELOPER), who.toString());
    command.addAll(List.of("--profile", "reader"));
    assertTrue(machine.run(Map.of(), "", command).out().startsWith(ADMIN));
  }

  @Test
  void aNameThatNeedsQuotesArrivesEverywhere() throws Exception {
    String odd = "it's $HOME \"x\" é";
    Machine.Result result = machine.jvc("setup", odd, "--yes");
    assertEquals(0, result.exit(), result.toString());

    for (String shell : List.of("bash -l", "zsh -l", "fish")) {
      assertEquals(odd + "\n", in(shell, List.of("printenv", "JVC_PROFILE")), shell);
    }
    assertTrue(in("zsh -l", AwsClients.cliWhoAmI()).startsWith(ADMIN));
    Machine.Result desktop =
        machine.run(
            Map.of(),
            "",
            List.of("sh", "-c", "set -a; eval \"$(" + GENERATOR + ")\"; printenv JVC_PROFILE"));
    assertEquals(odd + "\n", desktop.out(), desktop.toString());
  }

  @Test
  void theyOutliveTheDaemon() throws Exception {
    setUp("--shell");
    assertEquals(0, machine.jvc("daemon", "stop").exit());

    assertTrue(
        in("bash -l", AwsClients.cliWhoAmI("--profile", "reader")).startsWith(ADMIN),
        "a profile by its name starts the daemon");
    assertTrue(in("bash -l", AwsClients.cliWhoAmI()).startsWith(DEVELOPER));
    assertEquals(0, machine.jvc("logout", "--tokens").exit());
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
    assertTrue(
        in("bash -l", AwsClients.cliWhoAmI()).startsWith(DEVELOPER),
        "a new token is found in the same file");
  }

  @Test
  void aDaemonStartedByTheDesktopServesThePersonsOwnConfiguration() throws Exception {
    setUp("--desktop");
    assertEquals(0, machine.jvc("daemon", "stop").exit());
    String config = machine.home().resolve("state/jvc/aws/config").toString();
    Process daemon = machine.startDaemon(Map.of("AWS_CONFIG_FILE", config, "JVC_SETUP", "1"));
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> machine.jvc("explain", "reader").out().contains("role/Admin"));
      Machine.Result added =
          machine.run(
              Map.of("AWS_CONFIG_FILE", config), "", Machine.jvcCommand("explain", "reader"));
      assertTrue(added.out().contains("~/.aws/config"), added.toString());
    } finally {
      assertEquals(0, machine.jvc("daemon", "stop").exit());
      daemon.onExit().join();
    }
  }

  @Test
  void anExecAndAnEnvAreNotUndoneByStartFiles() throws Exception {
    setUp("--shell");

    List<String> inner = new ArrayList<>(List.of("bash", "-l", "-c", "\"$@\"", "shell"));
    inner.addAll(AwsClients.cliWhoAmI());
    assertTrue(in("bash -l", AwsClients.within("reader", inner)).startsWith(ADMIN));
    List<String> evaluated =
        new ArrayList<>(
            List.of(
                "bash",
                "-l",
                "-c",
                "eval \"$(\"$1\" env reader)\"; shift; bash -i -c '\"$@\"' shell \"$@\"",
                "shell",
                Machine.jvcCommand().getFirst()));
    evaluated.addAll(AwsClients.cliWhoAmI());
    Machine.Result env = machine.run(Map.of(), "", evaluated);
    assertTrue(env.out().startsWith(ADMIN), env.toString());
  }

  @Test
  void anEditReachesWhatWasSetUp() throws Exception {
    setUp("--shell");
    Path config = machine.home().resolve(".aws/config");
    String own = Files.readString(config);
    Path made = machine.home().resolve("state/jvc/aws/config");
    try {
      Files.writeString(config, own.replace("us-east-1", "ap-south-1"));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.readString(made).contains("region = ap-south-1"));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    } finally {
      Files.writeString(config, own);
    }
  }

  @Test
  void aProfileInThePersonsOwnFileIsServed() throws Exception {
    setUp("--credential-process");

    List<String> who = AwsClients.cliWhoAmI("--profile", "personal-jvc");
    Machine.Result cli = machine.run(Map.of(), "", who);
    assertTrue(cli.out().startsWith(DEVELOPER), cli.toString());
    Machine.Result java =
        machine.run(Map.of("AWS_PROFILE", "personal-jvc"), "", AwsClients.javaWhoAmI());
    assertTrue(java.out().startsWith(DEVELOPER), java.toString());
    String text = Files.readString(machine.home().resolve(".aws/config"));
    assertTrue(
        text.contains(
            "credential_process = "
                + Machine.root().resolve("bin/jvc")
                + " credentials personal\nregion = eu-west-2\n"),
        text);
  }

  @ParameterizedTest
  @CsvSource({"n,7,false", "y,0,true"})
  void itAsksAtTheTerminal(String answer, int exit, boolean written) throws Exception {
    try (TerminalWindow window = TerminalWindow.open(machine)) {
      window.enter("SHELL=/bin/bash jvc setup personal --desktop");
      window.awaitText("Write this? [y/N]");
      assertTrue(window.screen().contains("+++ ~/config/environment.d/60-jvc.conf"));
      window.enterHidden(answer);
      window.awaitPrompt(exit);
      window.requireSaneTerminal();
    }
    assertEquals(written, Files.exists(machine.home().resolve("config/environment.d/60-jvc.conf")));
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidInOneSentenceAndNothingElseIsDone() throws Exception {
    Path store = Files.createDirectories(machine.home().resolve("state/store"));
    Files.move(machine.home().resolve(".zshrc"), store.resolve("zshrc"));
    Files.createSymbolicLink(machine.home().resolve(".zshrc"), store.resolve("zshrc"));
    untouched = dotfiles();
    try {
      Machine.Result result =
          machine.run(
              Map.of(),
              "",
              List.of(
                  "unshare",
                  "--mount",
                  "sh",
                  "-c",
                  "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && shift && exec"
                      + " \"$@\"",
                  "sh",
                  store.toString(),
                  Machine.jvcCommand().getFirst(),
                  "setup",
                  "personal",
                  "--yes",
                  "--shell"));

      assertEquals(1, result.exit(), result.toString());
      assertTrue(
          result
              .err()
              .contains(
                  "jvc: ~/.zshrc leads to ~/state/store/zshrc, which you cannot write: put the"
                      + " lines that jvc setup --dry-run shows for it where that file is made"
                      + " from\n"),
          result.toString());
      assertEquals(untouched, dotfiles());
    } finally {
      Files.delete(machine.home().resolve(".zshrc"));
    }
    untouched = dotfiles();
  }
}
