package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole product against an STS that others wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class MotoIT {

  private static final String ROLE = "arn:aws:sts::" + Moto.ACCOUNT + ":assumed-role/Anything/";

  private static final String KEY_ID = "AKIAMADEUPFORTESTS22";
  private static final String SECRET = "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";

  private final Machine machine;
  private final Moto moto;

  MotoIT() throws IOException {
    this.machine = Machine.create();
    this.moto = Moto.start(machine.home());
    machine.environment().put("AWS_ENDPOINT_URL_STS", moto.endpoint());
    Path jvc = Machine.root().resolve("bin/jvc");
    machine.awsConfig(
        """
        [default]
        region = eu-west-2

        [profile anybody]
        region = eu-west-2
        mfa_serial = arn:aws:iam::%1$s:mfa/anybody
        role_arn = arn:aws:iam::%1$s:role/Anything

        [profile by-process]
        region = eu-west-2
        credential_process = %2$s credentials anybody
        """
            .formatted(Moto.ACCOUNT, jvc));
  }

  @BeforeAll
  void storeAKeyAndLogIn() throws Exception {
    Machine.Result added =
        machine.run(
            Map.of(
                "AWS_ACCESS_KEY_ID", KEY_ID,
                "AWS_SECRET_ACCESS_KEY", SECRET,
                "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
            "",
            Machine.jvcCommand("add", "anybody", "--env"));
    assertEquals(0, added.exit(), added.toString());
    Machine.Result login = machine.login("anybody", "123456");
    assertEquals(0, login.exit(), login.toString());
  }

  @AfterAll
  void stop() throws IOException {
    moto.close();
    machine.close();
  }

  private static List<Named<List<String>>> clients() {
    return List.of(
        Named.of("the AWS CLI", AwsClients.cliWhoAmI()),
        Named.of("boto3", AwsClients.python(AwsClients.WHO_AM_I)),
        Named.of("the AWS SDK for Java", AwsClients.javaWhoAmI()));
  }

  static Stream<Named<List<String>>> ways() {
    return clients().stream()
        .flatMap(client ->
            Stream.of(
                Named.of(
                    client.getName() + " through the variables of jvc env",
                    AwsClients.withEnv("anybody", client.getPayload())),
                Named.of(
                    client.getName() + " in jvc exec",
                    AwsClients.within("anybody", client.getPayload())),
                Named.of(
                    client.getName() + " with the frozen keys of jvc exec",
                    AwsClients.within("anybody", client.getPayload(), "--frozen"))));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyClientIsTheRole(List<String> command) throws Exception {
    Machine.Result result = machine.run(Map.of(), "", command);

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ROLE), result.toString());
  }

  static Stream<Named<List<String>>> clientsWithAProfile() {
    return clients().stream();
  }

  @ParameterizedTest
  @MethodSource("clientsWithAProfile")
  void everyClientIsTheRoleThroughTheCredentialProcess(List<String> command) throws Exception {
    Machine.Result result = machine.run(Map.of("AWS_PROFILE", "by-process"), "", command);

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ROLE), result.toString());
  }

  @Test
  void whoamiSaysTheRole() throws Exception {
    Machine.Result result = machine.jvc("whoami", "anybody");

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().contains(ROLE), result.toString());
  }

  @Test
  void whatItsAnswersHeldIsShownByStatus() throws Exception {
    assertEquals(0, machine.jvc("credentials", "anybody").exit());

    Machine.Result status = machine.jvc("status");

    assertEquals(0, status.exit(), status.toString());
    assertTrue(status.out().contains(Moto.ACCOUNT), status.toString());
    assertTrue(status.out().contains(ROLE), status.toString());
    assertTrue(status.out().contains("reachable"), status.toString());
  }
}
