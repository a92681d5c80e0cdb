package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A key is stored, one login is made, and everything else works by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OneLoginIT {

  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/Developer/";

  private final Machine machine;

  OneLoginIT() throws IOException {
    this.machine = Machine.create();
  }

  @BeforeAll
  void storeAKeyAndLogIn() throws Exception {
    Machine.Result added = machine.add("personal");
    assertEquals(0, added.exit(), added.toString());
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
  }

  @AfterAll
  void stop() throws Exception {
    machine.close();
  }

  private static String client(String program) {
    return Machine.root().resolve("target/tools/clients/bin/" + program).toString();
  }

  private Machine.Result execute(String... command) throws IOException, InterruptedException {
    List<String> all = new java.util.ArrayList<>(Machine.jvcCommand("exec", "personal", "--"));
    all.addAll(List.of(command));
    return machine.run(Map.of(), "", all);
  }

  @Test
  void theStoreIsClosedToOthers() throws IOException {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.keyFile())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(machine.keyFile().getParent())));
  }

  @Test
  void thePassphraseMayComeThroughADescriptor() throws Exception {
    Machine.Result login =
        machine.run(
            Map.of("JVC_FILE_PASSPHRASE_FD", "7"),
            machine.aws().world().user("me").mfa().nextUnusedCode() + "\n",
            List.of(
                "bash",
                "-c",
                "exec 7< <(echo '" + Machine.PASSPHRASE + "'); \"$@\"",
                "bash",
                Machine.root().resolve("bin/jvc").toString(),
                "login",
                "personal",
                "--force"));

    assertEquals(0, login.exit(), login.toString());
  }

  @Test
  void aQuietAddSaysNothing() throws Exception {
    User robot = machine.aws().world().user("robot");
    Machine.Result added =
        machine.run(
            Map.of(
                "AWS_ACCESS_KEY_ID", robot.key().id(),
                "AWS_SECRET_ACCESS_KEY", robot.key().secret(),
                "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
            "",
            Machine.jvcCommand("add", "quiet", "--env", "--quiet"));

    assertEquals(new Machine.Result(0, "", ""), added);
  }

  @Test
  void theAwsCliFindsCredentials() throws Exception {
    Machine.Result result =
        execute(client("aws"), "sts", "get-caller-identity", "--query", "Arn", "--output", "text");

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ROLE), result.toString());
  }

  @Test
  void boto3FindsCredentials() throws Exception {
    Machine.Result result =
        execute(
            client("python"),
            "-c",
            "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])");

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ROLE), result.toString());
  }

  @Test
  void theAwsSdkForJavaFindsCredentials() throws Exception {
    Machine.Result result =
        execute(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            Machine.root().resolve("daemon/target/app/lib") + "/*",
            Machine.root().resolve("bin/lib/CallerIdentity.java").toString());

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ROLE), result.toString());
  }

  @Test
  void theProcessProviderOfTheAwsCliFindsCredentials() throws Exception {
    machine.awsConfig(
        Files.readString(machine.home().resolve(".aws/config"))
            + "\n[profile by-process]\nregion = eu-west-2\ncredential_process = "
            + Machine.root().resolve("bin/jvc")
            + " credentials personal\n");

    Machine.Result result =
        machine.run(
            Map.of(),
            "",
            List.of(
                client("aws"),
                "--profile",
                "by-process",
                "sts",
                "get-caller-identity",
                "--query",
                "Arn",
                "--output",
                "text"));

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ROLE), result.toString());
  }

  @Test
  void credentialsArePrintedAndNothingElse() throws Exception {
    Machine.Result result = machine.jvc("credentials", "personal");

    assertEquals(0, result.exit());
    assertEquals("", result.err());
    assertTrue(
        result.out().startsWith("{\"Version\":1,\"AccessKeyId\":\"ASIA"), "not the document");
    assertEquals(1, result.out().lines().count());
  }

  @Test
  void whoamiAsksAws() throws Exception {
    Machine.Result result = machine.jvc("whoami", "personal");

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().contains(ROLE), result.toString());
  }

  @Test
  void aSecondLoginIsNotNeeded() throws Exception {
    int before = machine.aws().calls("GetSessionToken");

    Machine.Result result = machine.jvc("login", "personal");

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.err().contains("already logged in"), result.toString());
    assertEquals(before, machine.aws().calls("GetSessionToken"));
  }

  @Test
  void nothingSecretIsInTheLogsOrTheState() throws Exception {
    String secret = machine.aws().world().user("me").key().secret();
    machine.jvc("status");
    try (var files = Files.walk(machine.home())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        String content =
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(secret), file.toString());
        assertFalse(content.contains(Machine.PASSPHRASE), file.toString());
      }
    }
  }
}
