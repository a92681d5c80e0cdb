package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.fault.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** AWS clients that find nothing but an instance metadata service. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@Timeout(180)
final class ImdsIT {

  private static final String DEVELOPER = "arn:aws:sts::111122223333:assumed-role/Developer/";

  private static final String LIST = "/latest/meta-data/iam/security-credentials/";

  /** What asks for a session token and then for a path, as a person would. */
  private static final String WITH_TOKEN =
      "token=$(curl -sS -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \"$1/latest/api/token\")"
          + " && curl -sS -w '\\n%{http_code}' -H \"X-aws-ec2-metadata-token: $token\" \"$1$2\"";

  private final Machine machine;

  ImdsIT() throws IOException {
    machine = Machine.create();
  }

  @BeforeEach
  void configure() throws IOException {
    machine.jvcConfig("listen: { port: 0 }\nimds: [ { port: 0, profile: personal } ]\n");
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  private void logIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
  }

  /** Where each metadata listener is, in the order of the status. */
  private List<String> listeners() throws Exception {
    Machine.Result status = machine.jvc("status", "--json");
    assertEquals(0, status.exit(), status.toString());
    String imds = status.out().substring(status.out().indexOf("\"imds\""));
    Matcher endpoint =
        Pattern.compile("\"endpoint\": \"(http:[^\"]+)\"")
            .matcher(imds.substring(0, imds.indexOf(']')));
    List<String> found = new ArrayList<>();
    while (endpoint.find()) {
      found.add(endpoint.group(1));
    }
    return found;
  }

  private Machine.Result client(String endpoint, List<String> command) throws Exception {
    return machine.run(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", endpoint), "", command);
  }

  private Machine.Result metadata(String endpoint, String path) throws Exception {
    return machine.run(Map.of(), "", List.of("sh", "-c", WITH_TOKEN, "sh", endpoint, path));
  }

  @Test
  void theCliAndBoto3GetTheProfilesCredentialsAndRegion() throws Exception {
    logIn();
    String endpoint = listeners().getFirst();

    // The SDK for Java v1 is not the only one whose users write a slash at the end.
    for (String spelling : List.of(endpoint, endpoint + "/")) {
      Machine.Result boto = client(spelling, AwsClients.python(AwsClients.WHO_AM_I));
      assertEquals(0, boto.exit(), boto.toString());
      assertTrue(boto.out().startsWith(DEVELOPER), boto.toString());
    }
    Machine.Result cli = client(endpoint, AwsClients.cliWhoAmI());
    assertEquals(0, cli.exit(), cli.toString());
    assertTrue(cli.out().startsWith(DEVELOPER), cli.toString());

    Machine.Result region =
        client(
            endpoint,
            AwsClients.python(
                "from botocore.utils import InstanceMetadataRegionFetcher as Fetcher\n"
                    + "print(Fetcher(base_url='"
                    + endpoint
                    + "/').retrieve_region())"));
    assertEquals("eu-west-2\n", region.out(), region.toString());
  }

  /** These clients show nobody's sentence; what matters is that they end at once, without keys. */
  @Test
  void withoutALoginClientsFindNoCredentialsAndThePersonIsTold() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.jvc("daemon", "start").exit());
    String endpoint = listeners().getFirst();

    Machine.Result boto = client(endpoint, AwsClients.python(AwsClients.WHO_AM_I));
    assertEquals(1, boto.exit());
    assertTrue(
        boto.err().contains("NoCredentialsError: Unable to locate credentials"), boto.toString());
    Machine.Result cli = client(endpoint, AwsClients.cliWhoAmI());
    assertTrue(
        cli.exit() != 0 && cli.err().contains("nable to locate credentials"), cli.toString());

    Machine.Result answer = metadata(endpoint, LIST + "personal");
    assertTrue(answer.out().endsWith("\n400"), answer.toString());
    assertTrue(
        answer
            .out()
            .contains("\"Message\":\"profile personal needs a login: run jvc login personal\""),
        answer.toString());
    assertEquals("personal\n200", metadata(endpoint, LIST).out());
    assertEquals("eu-west-2\n200", metadata(endpoint, "/latest/meta-data/placement/region").out());

    assertEquals(0, machine.login("personal").exit());
    Machine.Result after = client(endpoint, AwsClients.python(AwsClients.WHO_AM_I));
    assertTrue(after.out().startsWith(DEVELOPER), after.toString());

    assertEquals(0, machine.jvc("lock").exit());
    assertTrue(metadata(endpoint, LIST + "personal").out().endsWith("\n400"));
  }

  @Test
  void aSlowAwsIsA503WithinHalfASecond() throws Exception {
    machine.awsConfig(
        """
        [profile robot]
        region = eu-west-2

        [profile slow]
        source_profile = robot
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        """);
    assertEquals(0, machine.add("robot", machine.aws().world().user("robot")).exit());
    assertEquals(0, machine.login("robot", "").exit());
    machine.aws().faults().inject(Fault.slow(Duration.ofSeconds(4)).on("AssumeRole"));
    try {
      // Nothing may have been fetched ahead when the client asks.
      assertEquals(0, machine.jvc("use", "slow").exit());
      String endpoint = listeners().getFirst();
      long began = System.nanoTime();
      Machine.Result answer = metadata(endpoint, LIST + "slow");
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      assertTrue(answer.out().endsWith("\n503"), answer.toString());
      // The promise is 400 ms; the rest is for two programs to start on a busy machine.
      assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took.toString());
    } finally {
      machine.aws().faults().clear();
    }
  }

  @Test
  void aKeptLoginHasCredentialsReadyAfterARestart() throws Exception {
    logIn();
    assertEquals(0, machine.jvc("daemon", "stop").exit());
    long before = machine.aws().calls().granted("AssumeRole");

    assertEquals(0, machine.jvc("daemon", "start").exit());

    await("fetched before anybody asked")
        .until(() -> machine.aws().calls().granted("AssumeRole") > before);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "user.name",
      matches = "root",
      disabledReason = "needs root: acts as another user")
  void anotherUserGetsNotAByte() throws Exception {
    logIn();
    String endpoint = machine.jvc("use", "personal", "--port", "0", "--v1").out().strip();
    endpoint = endpoint.substring(endpoint.indexOf('=') + 1);
    List<String> curl = List.of("curl", "-sS", "-i", endpoint + LIST + "personal");
    List<String> asNobody =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    asNobody.addAll(curl);

    Machine.Result stranger = machine.run(Map.of(), "", asNobody);

    assertEquals("", stranger.out());
    // An empty reply or a reset, by curl's own numbers.
    assertTrue(List.of(52, 56).contains(stranger.exit()), stranger.toString());
    await("this user is served")
        .until(() -> machine.run(Map.of(), "", curl).out().contains("AccessKeyId"));
  }

  @Test
  void useSwitchesAListenerAndOpensOthersUntilNoneOrTheEnd() throws Exception {
    machine.awsConfig(
        """
        [default]
        region = eu-west-2

        [profile personal]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer

        [profile admin]
        region = us-east-1
        source_profile = personal
        role_arn = arn:aws:iam::111122223333:role/Admin
        """);
    logIn();
    String first = listeners().getFirst();

    assertEquals(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT=" + first + "\n", machine.jvc("use", "admin").out());
    Machine.Result switched = client(first, AwsClients.cliWhoAmI());
    assertTrue(
        switched.out().startsWith("arn:aws:sts::111122223333:assumed-role/Admin/"),
        switched.toString());
    assertTrue(
        machine.jvc("status").out().contains("IMDS      " + first + " serves admin (jvc use)\n"));

    assertEquals(0, machine.jvc("use", "admin", "--port", "0").exit());
    assertEquals(2, listeners().size());
    Machine.Result none = machine.jvc("use", "--none");
    assertEquals("jvc: instance metadata: 2 listeners changed\n", none.err());
    assertEquals(List.of(first), listeners());
    assertEquals("personal\n200", metadata(first, LIST).out());

    assertEquals(2, machine.jvc("use", "nobody").exit());
    assertEquals(0, machine.jvc("use", "admin").exit());
    assertEquals(0, machine.jvc("daemon", "stop").exit());
    assertEquals(0, machine.jvc("daemon", "start").exit());
    assertEquals("personal\n200", metadata(listeners().getFirst(), LIST).out());
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Machine.Result used = machine.jvc("use", "personal", "--port", String.valueOf(port));
      assertEquals(1, used.exit(), used.toString());
      assertTrue(
          used.err()
              .endsWith(
                  "jvc: cannot listen on 127.0.0.1:"
                      + port
                      + " (address already in use): stop the other program, or choose another port"
                      + " with --port\n"),
          used.err());
      assertEquals(0, machine.jvc("daemon", "stop").exit());

      machine.jvcConfig(
          "listen: { port: 0 }\nimds: [ { port: " + port + ", profile: personal } ]\n");
      Process daemon = machine.startDaemon(Map.of());
      assertTrue(daemon.waitFor(60, TimeUnit.SECONDS));

      assertEquals(3, daemon.exitValue());
      assertTrue(
          Files.readString(machine.daemonLog())
              .contains(
                  "cannot listen on 127.0.0.1:"
                      + port
                      + " (address already in use): stop the other program, or choose another port"
                      + " with imds.port\n"));
    }
  }

  @Test
  void anEditOfTheListenersWaitsForARestartAndSaysSo() throws Exception {
    assertEquals(0, machine.jvc("daemon", "start").exit());
    assertEquals(1, listeners().size());
    machine.jvcConfig("listen: { port: 0 }\n");

    // The daemon looks at its files every second, and one look may just have been.
    await("the edit is noticed")
        .until(() ->
            machine
                .jvc("status")
                .out()
                .contains("imds takes effect after a restart: run jvc daemon stop, then"));
    assertEquals(1, listeners().size());
    assertEquals(0, machine.jvc("daemon", "stop").exit());
    assertEquals(0, machine.jvc("daemon", "start").exit());
    assertEquals(List.of(), listeners());
  }

  @Test
  void nothingSecretIsInTheLog() throws Exception {
    logIn();
    String endpoint = listeners().getFirst();
    Machine.Result answer = metadata(endpoint, LIST + "personal");
    Matcher token = Pattern.compile("\"Token\":\"([^\"]+)\"").matcher(answer.out());
    assertTrue(token.find());

    String log = Files.readString(machine.daemonLog());
    assertFalse(log.contains(token.group(1)), "the log holds a session token");
    assertFalse(log.contains("AccessKeyId"), "the log holds a document");
  }
}
