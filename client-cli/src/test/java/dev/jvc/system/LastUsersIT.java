package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code jvc status} names the real programs that used a profile last, in every way there is. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@Timeout(180)
final class LastUsersIT {

  /** Fetches credentials, and stays until its input ends, so that it can be looked at. */
  private static final String STAYING =
      "import boto3, sys; boto3.Session().get_credentials().get_frozen_credentials();"
          + " print('fetched', flush=True); sys.stdin.read()";

  private final Machine machine;

  LastUsersIT() throws IOException {
    machine = Machine.create();
  }

  @BeforeEach
  void logIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.login("personal").exit());
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  /** The users of the only session, newest first, each as its program and its way. */
  private List<String> users() throws Exception {
    List<String> users = new ArrayList<>();
    Map<String, Object> status = JSON.std.mapFrom(machine.jvc("status", "--json").out());
    if (status.get("sessions") instanceof List<?> sessions
        && sessions.getFirst() instanceof Map<?, ?> session
        && session.get("users") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> user) {
          users.add(user.get("program") + " " + user.get("how"));
          assertTrue(String.valueOf(user.get("at")).matches("\\d{4}-.*Z"), user.toString());
        }
      }
    }
    return users;
  }

  private void awaitUser(String expected) {
    Awaitility.await(expected)
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> !users().isEmpty() && users().getFirst().equals(expected));
  }

  private Map<String, String> container() throws Exception {
    Endpoint endpoint = Endpoint.of(machine, "personal");
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        endpoint.uri(),
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        endpoint.token(),
        "AWS_CONFIG_FILE",
        "/dev/null",
        "AWS_EC2_METADATA_DISABLED",
        "true",
        "AWS_DEFAULT_REGION",
        "eu-west-2");
  }

  /** Runs a program that fetches credentials and stays, and looks who it is. */
  private void staying(Map<String, String> variables, List<String> command, String user)
      throws Exception {
    Process process = machine.builder(variables, command).redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.equals("fetched")) {
        line = output.readLine();
      }
      assertEquals("fetched", line);
      awaitUser(user);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void awsAtTheEndpointIsNamedInTheTableAndInJson() throws Exception {
    Machine.Result aws = machine.run(container(), "", AwsClients.cliWhoAmI());
    assertEquals(0, aws.exit(), aws.toString());

    awaitUser("aws container");
    Machine.Result page = machine.jvc("status");
    assertTrue(
        page.out().lines().anyMatch(line -> line.matches("personal .* ago +aws +arn:aws:sts.*")),
        page.out());
  }

  @Test
  void pythonAndCurlAtTheEndpointAreNamedAndTheirArgumentsAreNot() throws Exception {
    staying(container(), AwsClients.python(STAYING), "python container");

    // It cannot end before somebody reads what it got.
    Endpoint endpoint = Endpoint.of(machine, "personal");
    Path pipe = machine.home().resolve("pipe");
    assertEquals(0, machine.run(Map.of(), "", List.of("mkfifo", pipe.toString())).exit());
    Process curl =
        machine
            .builder(
                Map.of(),
                List.of(
                    "curl",
                    "-s",
                    "-o",
                    pipe.toString(),
                    "-H",
                    "Authorization: " + endpoint.token(),
                    endpoint.uri()))
            .start();
    awaitUser("curl container");
    assertTrue(Files.readString(pipe).contains("AccessKeyId"));
    assertEquals(0, curl.waitFor());

    String status = machine.jvc("status", "--json").out() + machine.jvc("status").out();
    assertFalse(status.contains(endpoint.token()), "a token is shown");
    assertFalse(status.contains("get_frozen_credentials"), "arguments are shown");
    assertEquals(List.of("curl container", "python container"), users());
  }

  @Test
  void aProgramWithAHostileNameMovesNoCursor() throws Exception {
    Path odd = machine.home().resolve("a\u001b[2J\nb");
    Files.createSymbolicLink(odd, Path.of("/bin/bash"));
    Endpoint endpoint = Endpoint.of(machine, "personal");
    String script =
        "exec 3<>/dev/tcp/127.0.0.1/"
            + java.net.URI.create(endpoint.uri()).getPort()
            + "; printf 'GET /v1/credentials/personal HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n"
            + "Authorization: %s\\r\\n\\r\\n' \"$TOKEN\" >&3; head -c 12 <&3 >/dev/null;"
            + " echo fetched; read -r line";

    staying(
        Map.of("TOKEN", endpoint.token()),
        List.of(odd.toString(), "-c", script),
        "a\\x1b[2J\\xab container");

    assertFalse(machine.jvc("status").out().contains("\u001b"));
  }

  @Test
  void metadataNamesItsClients() throws Exception {
    Machine.Result use = machine.jvc("use", "personal", "--port", "0");
    assertEquals(0, use.exit(), use.toString());
    String[] variable = use.out().strip().split("=", 2);

    staying(
        Map.of(variable[0], variable[1], "AWS_CONFIG_FILE", "/dev/null"),
        AwsClients.python(STAYING),
        "python metadata");
  }

  @Test
  void aCredentialProcessNamesTheProgramThatAsked() throws Exception {
    machine.awsConfig(
        Files.readString(machine.home().resolve(".aws/config"))
            + "\n[profile by-process]\nregion = eu-west-2\ncredential_process = "
            + Machine.jvcCommand().getFirst()
            + " credentials personal\n");

    Machine.Result aws = machine.run(Map.of(), "", AwsClients.cliWhoAmI("--profile", "by-process"));
    assertEquals(0, aws.exit(), aws.toString());

    awaitUser("aws credential-process");
  }

  @Test
  void exportNamesWhoWantedTheKeys() throws Exception {
    Machine.Result export =
        machine.run(
            Map.of(),
            "",
            List.of(
                "bash",
                "-c",
                "\"$0\" export personal >/dev/null; exit $?",
                Machine.jvcCommand().getFirst()));
    assertEquals(0, export.exit(), export.toString());

    awaitUser("bash export");
  }

  @Test
  void programsInsideExecAreNamedAndSoIsACommandWithFrozenKeys() throws Exception {
    staying(Map.of(), AwsClients.within("personal", AwsClients.python(STAYING)), "python exec");
    assertEquals(List.of("python exec"), users(), "jvc exec itself has used nothing");

    staying(
        Map.of(),
        AwsClients.within(
            "personal", List.of("bash", "-c", "echo fetched; read -r line"), "--frozen"),
        "bash exec");
  }
}
