package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A daemon at Amazon's link-local addresses, in a network namespace with a neighbour on its bridge.
 *
 * <p>The login was made elsewhere and outlived that daemon, because AWS is played outside.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class LinkLocalIT {

  private static final String CONFIG =
      """
      listen: { port: 0 }
      link-local:
        - { address: 169.254.170.2 }
        - { address: 169.254.170.23 }
        - { address: 169.254.169.254, profile: robot, v1: true }
      """;

  private static final String CREDENTIALS =
      "http://169.254.169.254/latest/meta-data/iam/security-credentials/robot";

  private static final String ACCESS_KEY =
      "import boto3; print(boto3.session.Session().get_credentials().access_key)";

  private final Machine machine;
  private Neighbourhood neighbourhood;
  private Process daemon;
  private String token = "";

  LinkLocalIT() throws Exception {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")) && Neighbourhood.isPossible(),
        "needs root: makes network namespaces");
    machine = Machine.create();
    machine.awsConfig("[profile robot]\nregion = eu-west-2\n");
    neighbourhood = Neighbourhood.create();
    daemon = machine.builder(Map.of(), List.of("true")).start();
  }

  @BeforeAll
  void logInAndMoveTheDaemonIntoTheNamespace() throws Exception {
    assertEquals(0, machine.add("robot", machine.aws().world().user("robot")).exit());
    assertEquals(0, machine.login("robot", "").exit());
    assertEquals(0, machine.jvc("daemon", "stop").exit());
    machine.jvcConfig(CONFIG);

    Process tooEarly = startInNamespace();
    assertTrue(tooEarly.waitFor(60, TimeUnit.SECONDS));
    assertEquals(3, tooEarly.exitValue());
    String log = Files.readString(machine.daemonLog());
    assertTrue(
        log.endsWith(
            "cannot listen on 169.254.170.2:80 (cannot assign requested address): run ip addr add"
                + " 169.254.170.2/32 dev lo as root, or remove the address from jvc.yaml\n"),
        log);

    for (String address : List.of("169.254.170.2", "169.254.170.23", "169.254.169.254")) {
      neighbourhood.addAddress(address);
    }
    daemon = startInNamespace();
    await("the daemon").until(() -> machine.jvc("status").exit() == 0);
    token = Files.readString(standingTokenFile());
  }

  private Path standingTokenFile() throws Exception {
    assertEquals(0, machine.jvc("env", "robot", "--token-file").exit());
    return machine.home().resolve("run/jvc/tokens/robot");
  }

  private Process startInNamespace() throws IOException {
    Files.createDirectories(machine.home().resolve("state/jvc"));
    return machine
        .builder(
            Map.of(), neighbourhood.inHost(List.of(Machine.root().resolve("bin/jvcd").toString())))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(machine.daemonLog().toFile()))
        .start();
  }

  @AfterAll
  void stop() throws Exception {
    machine.close();
    daemon.waitFor();
    neighbourhood.close();
  }

  private Machine.Result inHost(Map<String, String> more, List<String> command) throws Exception {
    return machine.run(more, "", neighbourhood.inHost(command));
  }

  private static List<String> curl(String url, String... headers) {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "-i", "-m", "10", url));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    return command;
  }

  /** An empty reply or a reset, by curl's own numbers. */
  private static void assertNotAByte(Machine.Result result) {
    assertEquals("", result.out());
    assertTrue(List.of(52, 56).contains(result.exit()), result.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.170.2", "169.254.170.23"})
  void containerCredentialsAreAtBothAddresses(String address) throws Exception {
    String url = "http://" + address + "/v1/credentials/robot";

    Machine.Result served = inHost(Map.of(), curl(url, "Authorization: " + token));
    Machine.Result withoutToken = inHost(Map.of(), curl(url));
    Machine.Result otherHost =
        inHost(Map.of(), curl(url, "Authorization: " + token, "Host: 127.0.0.1"));

    assertTrue(served.out().startsWith("HTTP/1.1 200 OK") && served.out().contains("AccessKeyId"));
    assertTrue(withoutToken.out().startsWith("HTTP/1.1 401 "), withoutToken.out());
    assertTrue(otherHost.out().startsWith("HTTP/1.1 403 "), otherHost.out());
  }

  @Test
  void botoFindsThemThroughTheRelativeUri() throws Exception {
    Machine.Result boto =
        inHost(
            Map.of(
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "/v1/credentials/robot",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                token),
            AwsClients.python(ACCESS_KEY));

    assertTrue(boto.out().startsWith("ASIA"), boto.toString());
  }

  @Test
  void botoFindsMetadataWithoutBeingToldAnything() throws Exception {
    Machine.Result boto = inHost(Map.of(), AwsClients.python(ACCESS_KEY));

    assertTrue(boto.out().startsWith("ASIA"), boto.toString());
  }

  @Test
  void aNeighbourOnTheBridgeGetsNotAByte() throws Exception {
    List<List<String>> attempts =
        List.of(
            curl(CREDENTIALS),
            curl("http://169.254.170.2/v1/credentials/robot", "Authorization: " + token),
            curl("http://169.254.170.23/v1/credentials/robot", "Authorization: " + token));
    for (List<String> attempt : attempts) {
      assertTrue(inHost(Map.of(), attempt).out().contains("AccessKeyId"), attempt.toString());

      assertNotAByte(machine.run(Map.of(), "", neighbourhood.inNeighbour(attempt)));
    }
  }

  @Test
  void anotherUserOfTheHostGetsNotAByte() throws Exception {
    List<String> asNobody =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    asNobody.addAll(curl(CREDENTIALS));

    assertNotAByte(inHost(Map.of(), asNobody));
  }

  @Test
  void theStatusShowsThem() throws Exception {
    String status = machine.jvc("status").out();

    assertTrue(
        status.contains(
            "\n          http://169.254.170.2:80\n          http://169.254.170.23:80\n"),
        status);
    assertTrue(
        status.contains(
            "IMDS      http://169.254.169.254:80 serves robot, also without a token (IMDSv1)\n"),
        status);
    // What use opens is on loopback, and takes nobody's address away.
    Machine.Result used = machine.jvc("use", "robot", "--port", "0");
    assertTrue(used.out().contains("=http://127.0.0.1:"), used.toString());
    assertEquals(0, machine.jvc("use", "--none").exit());
  }
}
