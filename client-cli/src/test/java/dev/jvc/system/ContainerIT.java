package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What {@code docs/guide/containers.md} promises, with Podman: containers that hold nothing of the
 * person but the token, with the host's network or with none.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ContainerIT {

  /** Where the token is mounted. */
  private static final String MOUNTED = "/run/jvc-token";

  private static final List<String> HOST_NETWORK = List.of("--network", "host");

  private static final List<String> CURL =
      List.of("sh", "-c", "exec curl -sS -i -m 10 \"$AWS_CONTAINER_CREDENTIALS_FULL_URI\"");

  private final Machine machine;
  private final Containers containers;

  ContainerIT() throws Exception {
    machine = Machine.create();
    containers = new Containers(machine.home().resolve("containers"));
  }

  @BeforeAll
  void logIn() throws Exception {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")) && containers.arePossible(),
        "needs root and podman: runs containers");
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.login("personal").exit());
  }

  @AfterAll
  void stop() throws Exception {
    machine.close();
  }

  /** The variables that a container is started with. */
  private Map<String, String> variables() throws Exception {
    Endpoint endpoint = Endpoint.of(machine, "personal");
    assertEquals(200, endpoint.get().statusCode());
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        endpoint.uri(),
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        MOUNTED,
        "AWS_REGION",
        "eu-west-2",
        "AWS_DEFAULT_REGION",
        "eu-west-2");
  }

  private Machine.Result contained(List<String> options, List<String> command) throws Exception {
    Path token = machine.home().resolve("run/jvc/tokens/personal");
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-e", "AWS_ENDPOINT_URL_STS"));
    all.addAll(List.of("-v", token + ":" + MOUNTED + ":ro"));
    Map<String, String> variables = variables();
    return machine.run(variables, "", containers.run(variables.keySet(), all, command));
  }

  @Test
  void withTheHostsNetworkAndTheTokenItsSdksGetCredentials() throws Exception {
    Machine.Result boto = contained(HOST_NETWORK, AwsClients.python(AwsClients.WHO_AM_I));

    assertEquals(0, boto.exit(), boto.toString());
    assertTrue(
        boto.out().startsWith("arn:aws:sts::111122223333:assumed-role/Developer/"),
        boto.toString());
  }

  @Test
  void nothingOfThePersonIsSeenButTheToken() throws Exception {
    Machine.Result seen =
        contained(
            HOST_NETWORK,
            List.of("sh", "-c", "ls -d \"$0\"; wc -c <" + MOUNTED, machine.home().toString()));

    assertEquals("43\n", seen.out(), seen.toString());
  }

  @Test
  void anotherUserInItGetsNotAByte() throws Exception {
    Machine.Result stranger =
        contained(List.of("--network", "host", "--user", "65534:65534"), CURL);

    assertEquals("", stranger.out());
    // An empty reply or a reset, by curl's own numbers.
    assertTrue(List.of(52, 56).contains(stranger.exit()), stranger.toString());
  }

  @Test
  void withANetworkOfItsOwnItFindsNobody() throws Exception {
    Machine.Result alone = contained(List.of("--network", "none"), CURL);

    assertEquals("", alone.out());
    assertEquals(7, alone.exit(), alone.toString());
  }

  @Test
  void frozenKeysNeedNoNetworkOfTheHost() throws Exception {
    List<String> inside =
        containers.run(
            List.of(
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_DEFAULT_REGION"),
            List.of("--network", "none"),
            AwsClients.python(
                "import boto3; s = boto3.Session(); k = s.get_credentials().get_frozen_credentials();"
                    + " print(k.access_key, len(k.token) > 0, s.region_name)"));

    Machine.Result frozen =
        machine.run(Map.of(), "", AwsClients.within("personal", inside, "--frozen"));

    assertEquals(0, frozen.exit(), frozen.toString());
    assertTrue(frozen.out().matches("ASIA\\w{16} True eu-west-2\n"), frozen.toString());
  }
}
