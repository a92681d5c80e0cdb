package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code jvc doctor --sdk} foretells is what botocore and the AWS CLI then do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class DoctorWiringIT {

  private static final String METHOD =
      """
      import boto3
      try:
          credentials = boto3.session.Session().get_credentials()
          print(credentials.method if credentials else 'nothing')
      except Exception:
          print('fails')
      """;

  /** What botocore calls the places of jvc. */
  private static final Map<String, String> METHODS =
      Map.of(
          "keys in variables", "env",
          "role of the profile", "assume-role",
          "web identity in variables", "assume-role-with-web-identity",
          "web identity of the profile", "assume-role-with-web-identity",
          "keys in the credentials file", "shared-credentials-file",
          "credential_process of the profile", "custom-process",
          "keys in the config file", "config-file",
          "files of old tools", "boto-config",
          "container endpoint", "container-role");

  private static final String KEYS =
      "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = of/nobody\n";

  private static final String KEY_VARIABLES =
      "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE|AWS_SECRET_ACCESS_KEY=of/nobody";

  /** A shell, with its variables divided by bars, and its files; {@code @jvc@} is the client. */
  enum Shell {
    EMPTY(false, "", "[default]\nregion = eu-west-2\n", ""),
    WIRED(true, "", "[default]\nregion = eu-west-2\n", ""),
    KEYS_IN_VARIABLES(true, KEY_VARIABLES, "", ""),
    HALF_A_KEY(true, "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "", ""),
    KEYS_AND_MISSING_PROFILE(true, KEY_VARIABLES + "|AWS_PROFILE=missing", "", ""),
    KEYS_AND_PROFILE(
        true,
        KEY_VARIABLES + "|AWS_PROFILE=a",
        "[profile a]\ncredential_process = @jvc@ credentials personal\n",
        ""),
    KEYS_IN_CREDENTIALS(true, "", "", "[default]\n" + KEYS),
    KEYS_IN_CONFIG(true, "", "[default]\n" + KEYS, ""),
    PROCESS(false, "", "[default]\ncredential_process = @jvc@ credentials personal\n", ""),
    PROCESS_AND_KEYS_IN_CONFIG(
        false, "", "[default]\ncredential_process = @jvc@ credentials personal\n" + KEYS, ""),
    PROCESS_AND_KEYS_IN_CREDENTIALS(
        false,
        "",
        "[default]\ncredential_process = @jvc@ credentials personal\n",
        "[default]\n" + KEYS),
    PROCESS_IN_CREDENTIALS(
        false, "", "", "[default]\ncredential_process = @jvc@ credentials personal\n"),
    QUOTED_PROFILE(
        false,
        "AWS_PROFILE=two words",
        "[profile \"two words\"]\ncredential_process = @jvc@ credentials personal\n",
        ""),
    ROLE_WITH_SOURCE(
        false,
        "AWS_PROFILE=b",
        """
        [profile a]
        credential_process = @jvc@ credentials personal
        [profile b]
        role_arn = arn:aws:iam::111122223333:role/Admin
        source_profile = a
        """,
        ""),
    ROLE_WITHOUT_SOURCE(
        true,
        "AWS_PROFILE=a",
        "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/Developer\n",
        ""),
    ROLE_OF_MISSING_SOURCE(
        true,
        "AWS_PROFILE=a",
        "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/D\nsource_profile = b\n",
        ""),
    ROLE_OF_ITSELF(
        false,
        "AWS_PROFILE=a",
        "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/D\nsource_profile = a\n" + KEYS,
        ""),
    ROLE_OF_CONTAINER(
        true,
        "AWS_PROFILE=a",
        """
        [profile a]
        role_arn = arn:aws:iam::111122223333:role/Admin
        credential_source = EcsContainer
        """,
        ""),
    MISSING_PROFILE(true, "AWS_PROFILE=missing", "", ""),
    MISSING_DEFAULT_PROFILE(true, "AWS_DEFAULT_PROFILE=missing", "", ""),
    NAMED_DEFAULT_THAT_IS_MISSING(true, "AWS_PROFILE=default", "", ""),
    EMPTY_PROFILE(true, "AWS_PROFILE=", "", ""),
    TWO_PROFILES(
        true, "AWS_PROFILE=missing|AWS_DEFAULT_PROFILE=a", "[profile a]\nregion = eu-west-2\n", ""),
    NOTHING_LISTENS(
        true,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9/v1/credentials/personal",
        "",
        ""),
    TOKEN_FILE_MISSING(true, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=/nowhere", "", ""),
    WEB_IDENTITY_BEFORE_CONTAINER(
        true,
        "AWS_WEB_IDENTITY_TOKEN_FILE=/nowhere|AWS_ROLE_ARN=arn:aws:iam::111122223333:role/D",
        "",
        "");

    private final boolean wired;
    private final String variables;
    private final String config;
    private final String credentials;

    Shell(boolean wired, String variables, String config, String credentials) {
      this.wired = wired;
      this.variables = variables;
      this.config = config;
      this.credentials = credentials;
    }
  }

  private final Machine machine;
  private Endpoint endpoint = new Endpoint("", "");

  DoctorWiringIT() throws IOException {
    machine = Machine.create();
  }

  @BeforeAll
  void logIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.login("personal").exit());
    endpoint = Endpoint.of(machine, "personal");
    // Fetched once, so that no client has to wait for AWS.
    assertEquals(200, endpoint.get().statusCode());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private Map<String, String> enter(Shell shell) throws IOException {
    Path folder = Files.createTempDirectory(machine.home(), "aws");
    String jvc = Machine.jvcCommand().getFirst();
    Map<String, String> variables = new HashMap<>();
    Path config = Files.writeString(folder.resolve("config"), shell.config.replace("@jvc@", jvc));
    Path credentials =
        Files.writeString(folder.resolve("credentials"), shell.credentials.replace("@jvc@", jvc));
    variables.put("AWS_CONFIG_FILE", config.toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", credentials.toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("AWS_DEFAULT_REGION", "eu-west-2");
    if (shell.wired) {
      variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint.uri());
      variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", endpoint.token());
    }
    for (String pair : shell.variables.split("\\|", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        variables.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return variables;
  }

  /** What the doctor foretells, in the client's own words. */
  private String foretold(String sdk, Map<String, String> variables) throws Exception {
    Machine.Result result =
        machine.run(variables, "", Machine.jvcCommand("doctor", "--sdk", sdk, "--json"));
    Map<String, Object> report = JSON.std.mapFrom(result.out());
    String outcome = String.valueOf(report.get("outcome"));
    if (!outcome.equals("jvc") && !outcome.equals("other")) {
      return outcome;
    }
    Map<?, ?> last = (Map<?, ?>) Objects.requireNonNull((List<?>) report.get("steps")).getLast();
    return METHODS.getOrDefault(String.valueOf(last.get("place")), "unknown " + last);
  }

  @ParameterizedTest
  @EnumSource
  void boto3DoesWhatTheDoctorForetells(Shell shell) throws Exception {
    Map<String, String> variables = enter(shell);

    Machine.Result real = machine.run(variables, "", AwsClients.python(METHOD));

    assertEquals(real.out().strip(), foretold("boto3", variables), real.toString());
  }

  /** But for those of which it asks AWS at once, with what is nobody's. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ROLE_OF_ITSELF", "WEB_IDENTITY_BEFORE_CONTAINER"})
  void theAwsCliDoesWhatTheDoctorForetells(Shell shell) throws Exception {
    Map<String, String> variables = enter(shell);

    Machine.Result real = machine.run(variables, "", AwsClients.cli("configure", "list"));

    assertEquals(source(real), foretold("aws-cli", variables), real.toString());
  }

  /** The column TYPE of the line {@code access_key}. */
  private static String source(Machine.Result listed) {
    String line =
        listed
            .out()
            .lines()
            .map(String::strip)
            .filter(candidate -> candidate.startsWith("access_key"))
            .findFirst()
            .orElse("");
    if (listed.exit() != 0 || line.isEmpty()) {
      return "fails";
    }
    if (line.contains("<not set>")) {
      return "nothing";
    }
    String[] words = line.split("[\\s:]+", -1);
    return words[2];
  }
}
