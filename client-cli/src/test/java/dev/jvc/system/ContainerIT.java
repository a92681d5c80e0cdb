package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * What {@code docs/guide/containers.md} promises, with namespaces in place of a container: a file
 * system in which the person's home is empty and only the token is mounted, and a network of the
 * host or of its own.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ContainerIT {

  /** Where the token is mounted; the folder is the container's own. */
  private static final String MOUNTED = "/mnt/jvc-token";

  /** Hides the home, mounts the token, and runs the rest as a user. */
  private static final String CONTAINER =
      """
      mount -t tmpfs none /mnt && : >"$1" && mount --bind "$2" "$1" && mount -t tmpfs none "$3" && \
      uid=$4 && shift 4 && exec setpriv --reuid="$uid" --regid="$uid" --clear-groups "$@"\
      """;

  private final Machine machine;

  ContainerIT() throws Exception {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")) && Neighbourhood.isPossible(),
        "needs root: makes network namespaces");
    machine = Machine.create();
  }

  @BeforeAll
  void logIn() throws Exception {
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
        "AWS_DEFAULT_REGION",
        "eu-west-2");
  }

  private Machine.Result contained(
      Map<String, String> variables, String uid, List<String> unshare, List<String> command)
      throws Exception {
    Path token = machine.home().resolve("run/jvc/tokens/personal");
    List<String> all = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
    all.addAll(unshare);
    all.addAll(List.of("sh", "-c", CONTAINER, "sh", MOUNTED, token.toString()));
    all.addAll(List.of(machine.home().toString(), uid));
    all.addAll(command);
    return machine.run(variables, "", all);
  }

  private static List<String> curl(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "exec curl -sS -i -m 10 -H \"Authorization: $(cat \"$0\")\""
                    + " \"$AWS_CONTAINER_CREDENTIALS_FULL_URI\"",
                MOUNTED));
    command.addAll(Arrays.asList(more));
    return command;
  }

  @Test
  void withTheHostsNetworkAndTheTokenItsSdksGetCredentials() throws Exception {
    Machine.Result boto =
        contained(variables(), "0", List.of(), AwsClients.python(AwsClients.WHO_AM_I));

    assertEquals(0, boto.exit(), boto.toString());
    assertTrue(
        boto.out().startsWith("arn:aws:sts::111122223333:assumed-role/Developer/"),
        boto.toString());
  }

  @Test
  void nothingOfThePersonIsSeenButTheToken() throws Exception {
    Machine.Result seen =
        contained(
            variables(), "0", List.of(), List.of("sh", "-c", "ls -A \"$HOME\"; wc -c <" + MOUNTED));

    assertEquals("43\n", seen.out(), seen.toString());
  }

  @Test
  void anotherUserInItGetsNotAByte() throws Exception {
    Machine.Result stranger = contained(variables(), "65534", List.of(), curl());

    assertEquals("", stranger.out());
    // An empty reply or a reset, by curl's own numbers.
    assertTrue(List.of(52, 56).contains(stranger.exit()), stranger.toString());
  }

  @Test
  void withANetworkOfItsOwnItFindsNobody() throws Exception {
    Machine.Result alone =
        contained(
            variables(),
            "0",
            List.of("--net"),
            List.of(
                "sh",
                "-c",
                "ip link set lo up && exec curl -sS -m 10 \"$AWS_CONTAINER_CREDENTIALS_FULL_URI\""));

    assertEquals("", alone.out());
    assertEquals(7, alone.exit(), alone.toString());
  }

  @Test
  void frozenKeysNeedNoNetworkOfTheHost() throws Exception {
    List<String> inside =
        List.of("unshare", "--net", "sh", "-c", "echo \"$AWS_ACCESS_KEY_ID $AWS_REGION\"");

    Machine.Result frozen =
        machine.run(Map.of(), "", AwsClients.within("personal", inside, "--frozen"));

    assertEquals(0, frozen.exit(), frozen.toString());
    assertTrue(frozen.out().matches("ASIA\\w{16} eu-west-2\n"), frozen.toString());
  }
}
