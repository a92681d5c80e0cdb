package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS clients on a machine where much else would like to give them credentials. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class RealClientsIT {

  private static final String ASSUMED = "arn:aws:sts::111122223333:assumed-role/";
  private static final String DEVELOPER = ASSUMED + "Developer/";

  private final Machine machine;
  private final Listener proxy;

  RealClientsIT() throws IOException {
    machine = Machine.create();
    proxy = Listener.start();
    machine.awsConfig(
        """
        [default]
        region = eu-west-2
        role_arn = arn:aws:iam::111122223333:role/Nobody
        source_profile = nowhere

        [profile personal]
        region = eu-west-2
        output = text
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer

        [profile reader]
        region = us-east-1
        source_profile = personal
        role_arn = arn:aws:iam::111122223333:role/Admin
        """);
    Files.writeString(
        machine.home().resolve(".aws/credentials"),
        """
        [default]
        aws_access_key_id = AKIAINTHECREDENTIALS
        aws_secret_access_key = not/a/secret/of/anybody/in/the/sandbox+

        [elsewhere]
        aws_access_key_id = AKIAINTHECREDENTIALS
        aws_secret_access_key = not/a/secret/of/anybody/in/the/sandbox+
        """);
  }

  @BeforeAll
  void storeAKeyAndLogIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
    proxy.close();
  }

  /** Whatever an SDK would look at before the container variables, or fail at. */
  private Map<String, String> hostile() {
    Map<String, String> variables = new HashMap<>();
    for (String name :
        List.of(
            "AWS_PROFILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "no_proxy")) {
      variables.put(name, "");
    }
    variables.put("AWS_DEFAULT_PROFILE", "elsewhere");
    variables.put("AWS_ACCESS_KEY_ID", "AKIAINTHEENVIRONMENT");
    variables.put("AWS_SECRET_ACCESS_KEY", "not/a/secret/of/anybody/in/the/sandbox+");
    variables.put("AWS_SESSION_TOKEN", "of nobody");
    variables.put("AWS_SECURITY_TOKEN", "of nobody");
    variables.put("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/Nobody");
    variables.put("AWS_ROLE_SESSION_NAME", "nobody");
    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere");
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "of nobody");
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", proxy.url());
    variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", proxy.url());
    variables.put("HTTP_PROXY", proxy.url());
    variables.put("http_proxy", proxy.url());
    variables.put("ALL_PROXY", proxy.url());
    variables.put("JAVA_TOOL_OPTIONS", "-Dhttp.proxyUnused=yes");
    return variables;
  }

  static List<Named<List<String>>> clients() {
    return List.of(
        Named.of("the AWS CLI", AwsClients.cliWhoAmI()),
        Named.of("boto3", AwsClients.python(AwsClients.WHO_AM_I)),
        Named.of("the AWS SDK for Java", AwsClients.javaWhoAmI()));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void nothingInheritedWinsOverExec(List<String> client) throws Exception {
    Machine.Result result = machine.run(hostile(), "", AwsClients.within("personal", client));

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(DEVELOPER), result.toString());
    assertEquals(0, proxy.connections(), "a request went through the proxy");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void nothingInheritedWinsOverFrozenKeys(List<String> client) throws Exception {
    Map<String, String> variables = hostile();
    // Frozen keys leave the way to AWS, and so the proxy, to the command.
    variables.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));

    Machine.Result result =
        machine.run(variables, "", AwsClients.within("personal", client, "--frozen"));

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(DEVELOPER), result.toString());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void noVariableWinsOverEnv(List<String> client) throws Exception {
    Map<String, String> variables = hostile();
    variables.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    variables.put("AWS_CONFIG_FILE", "/dev/null");
    Endpoint endpoint = Endpoint.of(machine, "personal");
    assertEquals(200, endpoint.get().statusCode());

    Machine.Result result = machine.run(variables, "", AwsClients.withEnv("personal", client));

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(DEVELOPER), result.toString());
    assertEquals(0, proxy.connections(), "a request went through the proxy");
  }

  @Test
  void anotherProfileWorksWithinExec() throws Exception {
    Machine.Result result =
        machine.run(
            hostile(),
            "",
            AwsClients.within("personal", AwsClients.cliWhoAmI("--profile", "reader")));

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ASSUMED + "Admin/"), result.toString());
  }

  @ParameterizedTest
  @CsvSource({"personal,eu-west-2", "reader,us-east-1"})
  void theRegionIsTheProfiles(String profile, String region) throws Exception {
    Machine.Result result =
        machine.run(
            Map.of(),
            "",
            AwsClients.within(
                profile,
                AwsClients.python("import boto3; print(boto3.session.Session().region_name)")));

    assertEquals(region + "\n", result.out(), result.toString());
  }

  @Test
  void theOutputFormatIsTheProfiles() throws Exception {
    Machine.Result result =
        machine.run(
            Map.of(),
            "",
            AwsClients.within("personal", AwsClients.cli("sts", "get-caller-identity")));

    assertTrue(result.out().contains("\t" + DEVELOPER), result.toString());
  }

  @Test
  void anExecWithinAnExecIsTheInnerOne() throws Exception {
    Machine.Result result =
        machine.run(
            hostile(),
            "",
            AwsClients.within("personal", AwsClients.within("reader", AwsClients.cliWhoAmI())));

    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().startsWith(ASSUMED + "Admin/"), result.toString());
  }

  @Test
  void theFilesOfAnExecHoldNothingSecret() throws Exception {
    Machine.Result result =
        machine.run(
            Map.of(),
            "",
            AwsClients.within(
                "personal",
                List.of(
                    "sh",
                    "-c",
                    "stat -c %a \"$AWS_CONFIG_FILE\" \"$AWS_SHARED_CREDENTIALS_FILE\";"
                        + " cat \"$AWS_CONFIG_FILE\" \"$AWS_SHARED_CREDENTIALS_FILE\"")));

    assertTrue(result.out().startsWith("600\n600\n"), result.toString());
    assertFalse(result.out().contains("ASIA") || result.out().contains("AKIA"), "it holds a key");
    assertTrue(
        result
            .out()
            .contains(
                "[profile reader]\ncredential_process = "
                    + Path.of(Machine.jvcCommand().getFirst())
                    + " credentials reader\n"),
        result.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"})
  void optionsForOtherJvmsAreNotHeardOf(String variable) throws Exception {
    Machine.Result result =
        machine.run(
            Map.of(variable, "-Dother=yes", "CLASSPATH", "/nowhere"),
            "",
            Machine.jvcCommand("credentials", "personal"));

    assertEquals(0, result.exit());
    assertEquals("", result.err());
    assertTrue(result.out().startsWith("{\"Version\":1,"), "not the document");
  }
}
