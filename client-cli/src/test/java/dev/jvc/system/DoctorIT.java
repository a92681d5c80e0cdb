package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code jvc doctor} on machines that are well, and on others. */
@Timeout(120)
final class DoctorIT {

  private static final String PLAINTEXT =
      """
      [old]
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
      """;

  private Machine machine;

  @BeforeEach
  void begin() throws IOException {
    machine = Machine.create();
    Files.setPosixFilePermissions(
        machine.home().resolve("config/jvc/jvc.yaml"),
        PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void end() throws IOException {
    machine.close();
  }

  private Machine.Result doctor(Map<String, String> more, String... options) throws Exception {
    return machine.run(more, "", command(options));
  }

  private static List<String> command(String... options) {
    List<String> command = new java.util.ArrayList<>(Machine.jvcCommand("doctor"));
    command.addAll(List.of(options));
    return command;
  }

  /** The findings of a check as {@code state: title}, and what helps behind an arrow. */
  private String findings(Map<String, String> more, String check) throws Exception {
    Machine.Result result = doctor(more, "--json");
    List<?> findings =
        Objects.requireNonNull((List<?>) JSON.std.mapFrom(result.out()).get("findings"));
    return findings.stream()
        .map(each -> (Map<?, ?>) each)
        .filter(finding -> check.equals(finding.get("check")))
        .map(finding ->
            finding.get("state")
                + ": "
                + finding.get("title")
                + (finding.containsKey("details") ? " " + finding.get("details") : "")
                + (finding.containsKey("remedy") ? " -> " + finding.get("remedy") : ""))
        .collect(Collectors.joining("\n"));
  }

  private String findings(String check) throws Exception {
    return findings(Map.of(), check);
  }

  private void logIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
  }

  @Test
  void withoutADaemonNothingIsStartedAndNothingIsWritten() throws Exception {
    Machine.Result result = doctor(Map.of());

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith("warning  daemon      not running\n"), result.out());
    assertTrue(result.out().contains("keys go to the file store, chosen by auto"), result.out());
    assertFalse(Files.exists(machine.controlSocket()));
    assertFalse(Files.exists(machine.home().resolve("state")), "a look left something behind");
  }

  @Test
  void aMachineThatIsWellHasNoProblem() throws Exception {
    logIn();
    Machine.Result inside =
        machine.run(
            Map.of("AWS_PROFILE", "personal"),
            "",
            AwsClients.within("personal", command("--quiet")));

    assertEquals(0, inside.exit(), inside.toString());
    assertFalse(inside.out().contains("problem "), inside.out());
    Machine.Result all = machine.run(Map.of(), "", AwsClients.within("personal", command()));
    assertTrue(all.out().contains("every SDK takes jvc's endpoint, profile personal"), all.out());
    assertTrue(findings("daemon").startsWith("ok: running, version "), findings("daemon"));
    assertTrue(findings("login").contains("ok: key personal is logged in until "));
    assertTrue(findings("port").startsWith("ok: serving credentials at http://127.0.0.1:"));
  }

  @Test
  void frozenKeysOfExecAreNoFault() throws Exception {
    logIn();

    Machine.Result inside =
        machine.run(Map.of(), "", AwsClients.within("personal", command(), "--frozen"));

    assertEquals(0, inside.exit(), inside.toString());
    assertTrue(
        inside.out().contains("every SDK takes the keys that jvc exec --frozen gave"),
        inside.out());
  }

  @Test
  void theShellOfEnvIsWellUntilTheDaemonEnds() throws Exception {
    logIn();
    Machine.Result before = machine.run(Map.of(), "", AwsClients.withEnv("personal", command()));
    assertEquals(0, before.exit(), before.toString());
    assertTrue(before.out().contains("every SDK takes jvc's endpoint"), before.out());

    Machine.Result after =
        machine.run(
            Map.of(),
            "",
            AwsClients.withEnv(
                "personal",
                List.of(
                    "sh",
                    "-c",
                    "\"$1\" daemon stop && \"$1\" doctor",
                    "sh",
                    command().getFirst())));

    assertEquals(1, after.exit(), after.toString());
    assertTrue(after.out().contains("where no daemon answers"), after.out());
  }

  @Test
  void keysInPlaintextAreNamedWithTheirLines() throws Exception {
    Files.writeString(machine.home().resolve(".aws/credentials"), PLAINTEXT);

    Machine.Result result = doctor(Map.of());

    assertEquals(1, result.exit(), result.toString());
    assertEquals(
        "problem: a key lies in an AWS file [~/.aws/credentials:2: the key of profile old] -> jvc"
            + " import",
        findings("plaintext"));
    assertTrue(findings("config").startsWith("ok: "), findings("config"));
    assertFalse(result.out().contains("wJalr"), "a secret is printed");
  }

  @Test
  void variablesThatWinAreNamedWithTheCommandThatRemovesThem() throws Exception {
    logIn();
    Map<String, String> competing =
        Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY", "hidden");

    Machine.Result result = doctor(competing);

    assertTrue(
        findings(competing, "variables")
            .endsWith("-> unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"),
        result.out());
    assertTrue(findings(competing, "wiring").contains("every SDK takes the key …MPLE"));
    assertFalse(result.out().contains("hidden"), "a secret is printed");
    assertTrue(
        findings(Map.of("AWS_PROFILE", "nowhere"), "wiring")
            .contains("AWS_PROFILE names profile nowhere, which is in neither AWS file"));
    assertTrue(
        findings(Map.of("AWS_PROFILE", "personal"), "wiring")
            .contains("AWS CLI, boto3, Rust stop: profile personal has role_arn without"));
  }

  @Test
  void everyProblemOfBrokenConfigurationIsListedThoughNoDaemonCanStart() throws Exception {
    machine.jvcConfig("stor: file\nlisten: { port: 70000 }\n");
    machine.awsConfig("[profile a]\nrole_arn = nonsense\n\n[b]\nregion = x\n[profile c\n");

    Machine.Result result = doctor(Map.of());

    assertEquals(1, result.exit(), result.toString());
    String config = findings("config");
    assertTrue(config.contains("/jvc.yaml:1"), config);
    assertTrue(config.contains("/jvc.yaml:2"), config);
    assertTrue(config.contains("~/.aws/config:6"), config);
    assertTrue(findings("store").startsWith("warning: not known"), findings("store"));
  }

  @Test
  void aDaemonThatKeepsToItsOldConfigurationSaysSoToo() throws Exception {
    assertEquals(0, machine.jvc("daemon", "start").exit());
    machine.jvcConfig("stor: file\n");

    assertTrue(
        findings("config").contains("is not acted on until this is mended"), findings("config"));
  }

  @Test
  void aPassThatIsNotInitialisedIsToBeInitialised() throws Exception {
    machine.jvcConfig("listen: { port: 0 }\nprofiles:\n  personal: { store: pass }\n");
    machine.environment().put("PASSWORD_STORE_DIR", machine.home().resolve("none").toString());

    assertEquals(
        "problem: the pass store cannot be used: the password store "
            + machine.home().resolve("none")
            + " is not initialised [it is the store of profile personal] -> pass init KEY",
        findings("store")
            .lines()
            .filter(line -> line.startsWith("problem"))
            .findFirst()
            .orElse(""));
  }

  @Test
  void aLockedStoreIsUnlockedByNobody() throws Exception {
    try (Desktop desktop = Desktop.on(machine, "CANARY-keyring-71c3a9")) {
      machine.jvcConfig("listen: { port: 0 }\nstore: secret-service\n");
      assertEquals(0, machine.add("personal").exit());
      desktop.lock();

      assertEquals("ok: keys go to the secret-service store", findings("store"));
      assertTrue(
          machine
              .run(
                  Map.of(),
                  "",
                  List.of(
                      "dbus-send",
                      "--session",
                      "--print-reply",
                      "--dest=org.freedesktop.secrets",
                      "/org/freedesktop/secrets/collection/jvc",
                      "org.freedesktop.DBus.Properties.Get",
                      "string:org.freedesktop.Secret.Collection",
                      "string:Locked"))
              .out()
              .contains("boolean true"),
          "a look has unlocked the collection");
    }
  }

  @Test
  void aPortOfAnotherProgramIsSaidBeforeTheDaemonFailsAtIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      machine.jvcConfig("listen: { port: " + taken.getLocalPort() + " }\n");

      assertTrue(
          findings("port")
              .startsWith(
                  "problem: 127.0.0.1 port "
                      + taken.getLocalPort()
                      + " is used by another program"),
          findings("port"));
    }
  }

  @Test
  void filesThatOthersGetAtAreNamedWithTheCommandThatClosesThem() throws Exception {
    Path config = machine.home().resolve(".aws/config");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertEquals(
        "problem: " + config + " can be changed by other users -> chmod go-w " + config,
        findings("files"));
    assertTrue(findings("config").contains("problem"), "the file is refused as well");
    assertEquals(0, machine.run(Map.of(), "", List.of("chmod", "go-w", config.toString())).exit());
    assertTrue(findings("files").startsWith("ok"), findings("files"));
  }
}
