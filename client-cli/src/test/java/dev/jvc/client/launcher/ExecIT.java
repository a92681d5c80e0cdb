package dev.jvc.client.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jvc exec} becomes its command, which sees what it should and nothing else. */
final class ExecIT {

  private static final String TOKEN = "tokentokentokentokentokentokentokentokento1";

  @TempDir private Path home;
  private Launched launched;
  private ScriptedJvcd daemon;

  @BeforeEach
  void start() throws IOException {
    launched = new Launched(home);
    daemon = ScriptedJvcd.start(home);
    daemon
        .answer("GET /v1/profiles/personal/credentials", Golden.text("credentials.json"))
        .answer(
            "GET /v1/profiles",
            "{\"profiles\":["
                + Golden.text("profile.json")
                + ",{\"profile\":\"dev\",\"region\":\"us-east-1\",\"login\":\"needed\",\"session\":\"none\"}]}")
        .answer("POST /v1/tokens", Golden.text("token-child.json"));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void theCommandSeesItsCredentialsAndNoOthers() throws Exception {
    Map<String, String> competing = new HashMap<>();
    for (String name :
        List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_CREDENTIAL_EXPIRATION",
            "AWS_ACCOUNT_ID",
            "AWS_PROFILE",
            "AWS_DEFAULT_PROFILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_REGION",
            "AWS_VAULT",
            "JVC_FILE_PASSPHRASE",
            "JVC_MFA_TOKEN",
            "JVC_TICKET",
            "JVC_BIN",
            "JVC_LAUNCHER_PID",
            "JVC_TTY",
            "JVC_LC_ALL",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
      competing.put(name, "outer-" + name);
    }
    launched.environment().putAll(competing);
    launched
        .environment()
        .putAll(
            Map.of(
                "AWS_CA_BUNDLE", "/kept.pem",
                "AWS_ENDPOINT_URL", "http://kept",
                "JAVA_TOOL_OPTIONS", "-Dkept",
                "CLASSPATH", "/kept",
                "LC_ALL", "C",
                "MINE", "it's \"mine\"\n$HOME `x`"));
    launched.environment().put("XDG_RUNTIME_DIR", home.toString());

    Launched.Run run = launched.jvc("exec", "personal", "--", "env", "-0");

    assertEquals(0, run.exit(), run.err());
    assertEquals("", run.err());
    Map<String, String> seen = new HashMap<>();
    for (String variable : run.out().split("\0", -1)) {
      if (!variable.isEmpty()) {
        seen.put(
            variable.substring(0, variable.indexOf('=')),
            variable.substring(variable.indexOf('=') + 1));
      }
    }
    for (String shells : List.of("PWD", "OLDPWD", "_", "SHLVL")) {
      seen.remove(shells);
    }
    Map<String, String> expected = new HashMap<>();
    for (String name :
        List.of(
            "HOME",
            "PATH",
            "LANG",
            "XDG_RUNTIME_DIR",
            "AWS_CA_BUNDLE",
            "AWS_ENDPOINT_URL",
            "JAVA_TOOL_OPTIONS",
            "CLASSPATH",
            "LC_ALL",
            "MINE")) {
      expected.put(name, launched.environment().get(name));
    }
    expected.putAll(
        Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9911/v1/credentials/personal",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN", TOKEN,
            "AWS_REGION", "eu-west-2",
            "AWS_DEFAULT_REGION", "eu-west-2",
            "NO_PROXY", "127.0.0.1,localhost",
            "no_proxy", "127.0.0.1,localhost",
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_VAULT", "personal",
            "JVC_PROFILE", "personal"));
    expected.putAll(
        Map.of(
            "JVC_EXEC", "personal",
            "AWS_CONFIG_FILE", home + "/jvc/exec/personal.config",
            "AWS_SHARED_CREDENTIALS_FILE", home + "/jvc/exec/personal.credentials",
            "JVC_OUTER_CONFIG_FILE", "outer-AWS_CONFIG_FILE",
            "JVC_OUTER_CREDENTIALS_FILE", "outer-AWS_SHARED_CREDENTIALS_FILE"));
    assertEquals(expected, seen);
    assertTrue(
        Files.readString(home.resolve("jvc/exec/personal.config"))
            .contains("credential_process = " + Launched.jvc() + " credentials dev\n"));
  }

  @Test
  void frozenKeysAreInTheEnvironmentInsteadOfAToken() throws Exception {
    Launched.Run run = launched.jvc("exec", "personal", "--frozen", "--", "env");

    TreeSet<String> seen = new TreeSet<>();
    run.out()
        .lines()
        .filter(v -> v.startsWith("AWS_"))
        .map(v -> v.substring(0, v.indexOf('=')))
        .forEach(seen::add);
    assertEquals(
        new TreeSet<>(
            List.of(
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_CREDENTIAL_EXPIRATION",
                "AWS_REGION",
                "AWS_DEFAULT_REGION",
                "AWS_EC2_METADATA_DISABLED",
                "AWS_VAULT",
                "AWS_CONFIG_FILE",
                "AWS_SHARED_CREDENTIALS_FILE")),
        seen);
    assertFalse(daemon.lines().contains("POST /v1/tokens"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 0 | 0",
        "exit 1 | 1",
        "exit 7 | 7",
        "exit 42 | 42",
        "exit 255 | 255",
        "kill -TERM $$ | 143",
        "kill -KILL $$ | 137",
        "kill -INT $$ | 130"
      })
  void theExitCodeIsTheCommands(String script, int expected) throws Exception {
    assertEquals(
        new Launched.Run(expected, "", ""),
        launched.jvc("exec", "personal", "--", "sh", "-c", script));
  }

  @Test
  void aCommandThatCannotBeRunHasTheNumbersOfShells() throws Exception {
    Files.writeString(home.resolve("plain"), "");
    assertEquals(
        new Launched.Run(127, "", "jvc: no-such-command: command not found\n"),
        launched.jvc("exec", "personal", "--", "no-such-command"));
    assertEquals(
        new Launched.Run(126, "", "jvc: ./plain: cannot be run as a command\n"),
        launched.jvc("exec", "personal", "--", "./plain"));
    assertEquals(List.of(), daemon.lines(), "the daemon was asked for nothing's sake");
  }

  @Test
  void aCommandIsNotStartedWithoutCredentials() throws Exception {
    daemon.answer(
        "GET /v1/profiles/personal/credentials", 400, Golden.text("problem-login-needed.json"));

    Launched.Run run = launched.jvc("exec", "personal", "--", "touch", home + "/started");

    assertEquals(4, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("jvc: profile personal needs a login"), run.err());
    assertFalse(Files.exists(home.resolve("started")));
  }

  @Test
  void wordsArriveByteForByte() throws Exception {
    byte[] odd = {
      'a', (byte) 0xff, (byte) 0xfe, '\n', '\'', '"', '$', '\\', ' ', '*', (byte) 0xc3, (byte) 0xbc
    };
    Path script = home.resolve("run.sh");
    Files.write(
        script,
        concat(
            ("#!/bin/sh\nexec "
                    + Launched.jvc()
                    + " exec personal -- printf '%s|' '' '-n' '--' '@x' ")
                .getBytes(StandardCharsets.UTF_8),
            quoted(odd),
            " last\n".getBytes(StandardCharsets.UTF_8)));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    for (String locale : List.of("C", "C.UTF-8")) {
      launched.environment().put("LC_ALL", locale);
      Path out = Files.createTempFile(home, "out", "");

      Process process =
          launched
              .builder(List.of(script.toString()))
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();

      assertEquals(0, process.waitFor());
      assertArrayEquals(
          concat(
              "|-n|--|@x|".getBytes(StandardCharsets.UTF_8),
              odd,
              "|last|".getBytes(StandardCharsets.UTF_8)),
          Files.readAllBytes(out));
    }
  }

  @Test
  void theLaunchersOwnProcessBecomesTheCommand() throws Exception {
    Process process =
        launched
            .builder(
                List.of(Launched.jvc(), "exec", "personal", "--", "sh", "-c", "echo $$; read line"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.inputReader()) {
      assertEquals(Long.toString(process.pid()), out.readLine());
      assertEquals(0, process.descendants().count(), "something was left running");
      assertEquals(
          Map.of("profile", "personal", "kind", "child", "pid", (int) process.pid()),
          JSON.std.mapFrom(daemon.bodyOf("POST /v1/tokens")));
    } finally {
      process.destroy();
    }
    assertEquals(143, process.waitFor());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void noSecretIsEverInArguments() throws Exception {
    TreeSet<String> words = new TreeSet<>();
    Process process =
        launched
            .builder(List.of(Launched.jvc(), "exec", "personal", "--", "sh", "-c", "read line"))
            .start();
    try {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            words.addAll(commandLines(process));
            return words.stream().anyMatch(w -> w.startsWith("sh\0-c\0read line"));
          });
    } finally {
      process.destroy();
    }
    assertTrue(words.stream().anyMatch(w -> w.contains("dev.jvc.client.Main")), words.toString());
    for (String line : words) {
      assertFalse(line.contains(TOKEN) || line.contains("roleSecret"), "a secret is in: " + line);
    }
  }

  @Test
  void nothingIsInheritedButTheStandardStreams() throws Exception {
    Launched.Run run =
        launched.jvc(
            "exec", "personal", "--", "sh", "-c", "ls /proc/self/fd | sort -n | tr '\\n' ' '");

    // The listing itself holds one more.
    assertEquals("0 1 2 3 ", run.out());
  }

  @Test
  void standardInputIsTheCommands() throws Exception {
    Launched.Run run =
        launched.run(
            List.of("sh", "-c", "printf 'a\\nb\\n' | " + Launched.jvc() + " exec personal -- cat"));

    assertEquals("a\nb\n", run.out());
  }

  @Test
  void theDefaultCommandIsTheShell() throws Exception {
    Path shell = home.resolve("my shell");
    Person.script(shell, "echo \"shell $# $AWS_VAULT\"");
    launched.environment().put("SHELL", shell.toString());

    assertEquals(new Launched.Run(0, "shell 0 personal\n", ""), launched.jvc("exec", "personal"));
    assertEquals(
        new Launched.Run(0, "shell 0 personal\n", ""), launched.jvc("exec", "personal", "--"));
  }

  @Test
  void itMayBeNested() throws Exception {
    launched.environment().put("AWS_CONFIG_FILE", home.resolve("own").toString());
    List<String> twice = new ArrayList<>(List.of("exec", "personal", "--", Launched.jvc()));
    twice.addAll(List.of("exec", "personal", "--", "sh", "-c", "echo $JVC_OUTER_CONFIG_FILE"));

    assertEquals(
        new Launched.Run(0, home + "/own\n", ""), launched.jvc(twice.toArray(String[]::new)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash --posix", "zsh --emulate sh"})
  void anyShellMayRunTheLauncher(String shell) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.addAll(
        List.of(Launched.jvc(), "exec", "personal", "sh", "-c", "echo $AWS_VAULT; exit 5"));

    assertEquals(new Launched.Run(5, "personal\n", ""), launched.run(command));
  }

  /** A shell with job control, in a terminal of its own. */
  @Test
  void jobControlWorksOnTheCommand() throws Exception {
    Path out = home.resolve("out");
    String script =
        """
        set -m
        %s exec personal -- sh -c 'echo started >>%s; kill -STOP $$; echo continued >>%s; exit 9' &
        wait %%1 2>/dev/null; echo "stopped $?" >>%s
        fg %%1 >/dev/null; echo "ended $?" >>%s
        """
            .formatted(Launched.jvc(), out, out, out, out);
    launched.environment().put("SCRIPT", script);

    Launched.Run run =
        launched.run(List.of("script", "-q", "-e", "-c", "bash -c \"$SCRIPT\"", "/dev/null"));

    assertEquals(0, run.exit(), run.toString());
    List<String> lines = Files.readAllLines(out);
    assertEquals("started", lines.getFirst());
    assertTrue(lines.get(1).matches("stopped 14[0-9]|stopped 12[0-9]|stopped 0"), lines.toString());
    assertEquals(List.of("continued", "ended 9"), lines.subList(2, 4));
  }

  private static List<String> commandLines(Process root) {
    List<String> lines = new ArrayList<>();
    List<ProcessHandle> all = new ArrayList<>(root.descendants().toList());
    all.add(root.toHandle());
    for (ProcessHandle process : all) {
      try {
        lines.add(
            Files.readString(
                Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1));
      } catch (IOException ended) {
        // Between the listing and the look.
      }
    }
    return lines;
  }

  private static byte[] quoted(byte[] word) {
    ByteArrayOutputStream quoted = new ByteArrayOutputStream();
    quoted.write('\'');
    for (byte b : word) {
      if (b == '\'') {
        quoted.writeBytes("'\\''".getBytes(StandardCharsets.UTF_8));
      } else {
        quoted.write(b);
      }
    }
    quoted.write('\'');
    return quoted.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
