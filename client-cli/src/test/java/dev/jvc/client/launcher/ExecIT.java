package dev.jvc.client.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jvc exec} gives its command what it should see and nothing else. */
final class ExecIT extends WithExec {

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
            "JVC_PARENT_PID",
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
            "AWS_CONFIG_FILE", "/run/user/1000/jvc/exec/personal.config",
            "AWS_SHARED_CREDENTIALS_FILE", "/run/user/1000/jvc/exec/personal.credentials",
            "JVC_OUTER_CONFIG_FILE", "outer-AWS_CONFIG_FILE",
            "JVC_OUTER_CREDENTIALS_FILE", "outer-AWS_SHARED_CREDENTIALS_FILE"));
    assertEquals(expected, seen);
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
}
