package dev.jvc.client.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.awsfiles.SharedProfiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source each SDK takes. */
final class WiringTest {

  private static final String WIRE = "eval \"$(jvc env PROFILE)\"";
  private static final String KEYS =
      "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n";

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeHome() throws IOException {
    environment.put("HOME", home.toString());
    Files.createDirectory(home.resolve(".aws"));
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".aws/config"), text);
  }

  private void credentials(String text) throws IOException {
    Files.writeString(home.resolve(".aws/credentials"), text);
  }

  /** Sets {@code NAME=value} pairs that stand behind each other. */
  private void set(String pairs) {
    for (String pair : pairs.split(" ", -1)) {
      int equals = pair.indexOf('=');
      environment.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private void wired() {
    set(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9911/v1/credentials/personal"
            + " AWS_CONTAINER_AUTHORIZATION_TOKEN=token");
  }

  private Trace trace(String sdk, @Nullable String profile) {
    Sight sight =
        new Sight(
            environment,
            SharedProfiles.seenBySdks(environment),
            URI.create("http://127.0.0.1:9911"),
            Map.of("http://127.0.0.1:9912", "personal"));
    return new Wiring(sight, WIRE).of(sdk(sdk), profile);
  }

  private static Sdk sdk(String name) {
    Sdk sdk = Sdks.named(name);
    assertNotNull(sdk, name);
    return sdk;
  }

  /** The outcome in one word and the place. */
  private String outcome(String sdk) {
    return switch (trace(sdk, null).outcome()) {
      case Outcome.Taken taken -> (taken.jvc() ? "jvc " : "other ") + taken.place();
      case Outcome.Fails _ -> "fails";
      case Outcome.Nothing() -> "nothing";
    };
  }

  static List<String> sdks() {
    return Sdks.names();
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("sdks")
  void whereNothingIsSetNothingIsFound(String sdk) {
    assertEquals("nothing", outcome(sdk));
    assertEquals(sdk(sdk).order().size(), trace(sdk, null).steps().size());
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("sdks")
  void theContainerVariablesAloneLeadToJvc(String sdk) throws Exception {
    wired();
    config("[default]\nregion = eu-west-2\n");

    assertEquals("jvc CONTAINER", outcome(sdk));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("sdks")
  void keysOfTheDefaultProfileWinOverTheContainerVariables(String sdk) throws Exception {
    wired();
    credentials("[default]\n" + KEYS);

    assertTrue(outcome(sdk).startsWith("other KEYS"), outcome(sdk));
  }

  @ParameterizedTest
  @CsvSource({
    "boto3, other VARIABLES",
    "aws-cli, other VARIABLES",
    "go-v2, other VARIABLES",
    "java-v2, other VARIABLES",
    "rust, other VARIABLES",
    "js-v3, jvc PROCESS",
    "cpp, other VARIABLES",
  })
  void aProfileInAVariableHidesKeysInVariablesFromJavaScriptAlone(String sdk, String expected)
      throws Exception {
    set("AWS_PROFILE=a AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=x");
    config("[profile a]\ncredential_process = jvc credentials a\n");

    assertEquals(expected, outcome(sdk));
  }

  @Test
  void aProfileThatIsNamedInCodeHidesThemFromBotocoreToo() throws Exception {
    set("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=x");
    config("[profile a]\ncredential_process = jvc credentials a\n");

    assertEquals(
        new Outcome.Taken(
            Place.PROCESS, "jvc credentials, by profile a (~/.aws/config:2)", true, ""),
        trace("boto3", "a").outcome());
    assertEquals("other VARIABLES", outcome("boto3"));
  }

  @ParameterizedTest
  @CsvSource({
    "boto3, fails",
    "aws-cli, fails",
    "rust, fails",
    "go-v2, jvc CONTAINER",
    "js-v3, jvc CONTAINER",
    "java-v2, jvc CONTAINER",
    "crt, jvc CONTAINER",
    "cpp, jvc CONTAINER",
  })
  void aProfileInNoFileStopsSome(String sdk, String expected) {
    wired();
    set("AWS_PROFILE=missing");

    assertEquals(expected, outcome(sdk));
  }

  @Test
  void botocoreStopsAtAMissingProfileBeforeItLooksAtKeys() {
    set("AWS_PROFILE=missing AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=x");

    assertEquals(
        new Outcome.Fails(
            "AWS_PROFILE names profile missing, which is in neither AWS file", "unset AWS_PROFILE"),
        trace("boto3", null).outcome());
    assertEquals("other VARIABLES", outcome("rust"));
  }

  @ParameterizedTest
  @CsvSource({"boto3, fails", "rust, fails", "go-v2, jvc CONTAINER", "js-v3, jvc CONTAINER"})
  void anEmptyProfileVariableCountsForSome(String sdk, String expected) {
    wired();
    environment.put("AWS_PROFILE", "");

    assertEquals(expected, outcome(sdk));
  }

  @ParameterizedTest
  @CsvSource({"boto3, fails", "java-v2, fails", "rust, fails", "go-v2, jvc CONTAINER"})
  void anEmptyRelativeUriCountsForSome(String sdk, String expected) {
    wired();
    environment.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "");

    assertEquals(expected, outcome(sdk));
  }

  @ParameterizedTest
  @CsvSource({"boto3, other CONTAINER", "go-v1, jvc CONTAINER", "js-v3, other CONTAINER"})
  void ofTwoContainerUrisTheRelativeOneWinsForMost(String sdk, String expected) {
    wired();
    set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/x");

    assertEquals(expected, outcome(sdk));
  }

  @ParameterizedTest
  @CsvSource({"boto3, fails", "rust, fails", "java-v2, jvc CONTAINER", "js-v3, jvc CONTAINER"})
  void aRoleWithoutSourceStopsSome(String sdk, String expected) throws Exception {
    wired();
    config("[profile personal]\nrole_arn = arn:aws:iam::111122223333:role/Developer\n");
    set("AWS_PROFILE=personal");

    assertEquals(expected, outcome(sdk));
  }

  @Test
  void aRoleWithASourceOfJvcIsJvcs() throws Exception {
    config(
        """
        [default]
        role_arn = arn:aws:iam::111122223333:role/Developer
        source_profile = base
        [profile base]
        credential_process = jvc credentials base
        """);

    assertEquals("jvc ROLE", outcome("boto3"));
    assertEquals("jvc ROLE", outcome("go-v2"));
    assertEquals("jvc PROCESS", outcomeOfNamed("boto3", "base"));
  }

  private String outcomeOfNamed(String sdk, String profile) {
    return trace(sdk, profile).outcome() instanceof Outcome.Taken taken
        ? (taken.jvc() ? "jvc " : "other ") + taken.place()
        : "fails";
  }

  @ParameterizedTest
  @CsvSource({
    "source_profile = nowhere, names profile nowhere",
    "source_profile = empty, which has no credentials",
    "source_profile = loop, leads back to profile",
    "credential_source = Sun, names an unknown source",
    "credential_source = EcsContainer, has none: no container variables",
    "credential_source = Environment, has none: not set",
  })
  void aRoleWithoutAUsableSourceStops(String line, String part) throws Exception {
    config(
        """
        [default]
        role_arn = arn:aws:iam::111122223333:role/Developer
        %s
        [profile empty]
        region = eu-west-2
        [profile loop]
        role_arn = arn:aws:iam::111122223333:role/Developer
        source_profile = back
        [profile back]
        role_arn = arn:aws:iam::111122223333:role/Developer
        source_profile = loop
        """
            .formatted(line));

    assertTrue(
        trace("boto3", null).outcome() instanceof Outcome.Fails(String why, var _)
            && why.contains(part),
        trace("boto3", null).outcome().toString());
  }

  @Test
  void aRoleThatIsItsOwnSourceHasAKey() throws Exception {
    config(
        "[default]\nrole_arn = arn:aws:iam::111122223333:role/D\nsource_profile = default\n"
            + KEYS);

    assertEquals("other ROLE", outcome("boto3"));
  }

  @ParameterizedTest
  @CsvSource({
    "sso_session = x, other SSO",
    "login_session = x, other LOGIN",
    "credential_process = /opt/other, other PROCESS",
    "credential_process = jvc credentials a, jvc PROCESS",
    "credential_process = \"jvc\" credentials a, jvc PROCESS",
    "credential_process = /nowhere/jvc credentials a, fails",
    "credential_process = jvc export a, other PROCESS",
    "region = eu-west-2, nothing",
  })
  void theDefaultProfileIsAskedForEachKind(String line, String expected) throws Exception {
    config("[default]\n" + line + "\n");

    assertEquals(expected, outcome("boto3"));
  }

  @Test
  void botocoreTakesKeysInTheCredentialsFileBeforeAProgramAndThoseInTheConfigFileAfterIt()
      throws Exception {
    config("[default]\ncredential_process = jvc credentials default\n" + KEYS);
    assertEquals("jvc PROCESS", outcome("boto3"));
    credentials("[default]\n" + KEYS);
    assertEquals("other KEYS_IN_CREDENTIALS", outcome("boto3"));
  }

  @ParameterizedTest
  @CsvSource({"boto3, jvc CONTAINER", "go-v1, jvc CONTAINER", "go-v2, other SSO"})
  void someReadOtherFilesThanOthers(String sdk, String expected) throws Exception {
    wired();
    config("[profile other]\nsso_session = x\n");
    set("AWS_DEFAULT_PROFILE=" + (sdk.equals("boto3") ? "default" : "other"));
    credentials("[default]\nregion = x\n");

    assertEquals(expected, outcome(sdk));
  }

  @ParameterizedTest
  @CsvSource({"0, jvc CONTAINER", "1, other KEYS", "true, other KEYS", "'', jvc CONTAINER"})
  void goV1ReadsTheConfigFileOnRequest(String value, String expected) throws Exception {
    wired();
    config("[default]\n" + KEYS);
    environment.put("AWS_SDK_LOAD_CONFIG", value);

    assertEquals(expected, outcome("go-v1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:9912/v1/credentials/p | jvc listens on port 9911",
        "http://127.0.0.1:9911/v1/credentials/p x | is not a URI",
        "nonsense | is not a URI",
        "'' | is not a URI",
      })
  void aContainerUriThatDoesNotLeadToJvcIsSaid(String uri, String part) {
    wired();
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri);

    Outcome outcome = trace("boto3", null).outcome();

    assertTrue(
        outcome instanceof Outcome.Fails(String why, String remedy)
            && why.contains(part)
            && remedy.equals(WIRE),
        outcome.toString());
  }

  @Test
  void aContainerUriOfSomebodyElseIsTheirsAndItsPasswordIsNotShown() {
    wired();
    environment.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "https://me:password@example.org:444/role");

    Outcome outcome = trace("boto3", null).outcome();

    assertTrue(outcome instanceof Outcome.Taken taken && !taken.jvc(), outcome.toString());
    assertTrue(outcome.toString().contains("https://example.org:444/role"), outcome.toString());
    assertFalse(outcome.toString().contains("password"), outcome.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"boto3", "java-v2"})
  void aTokenHasToBeThere(String sdk) {
    wired();
    environment.remove("AWS_CONTAINER_AUTHORIZATION_TOKEN");

    assertEquals("fails", outcome(sdk));
  }

  @ParameterizedTest
  @CsvSource({"token, jvc CONTAINER", "'token\n', fails", "'', fails", "'a\rb', fails"})
  void aTokenFileHoldsTheTokenAlone(String content, String expected) throws Exception {
    wired();
    Path file = Files.writeString(home.resolve("token"), content);
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString());

    assertEquals(expected, outcome("boto3"));
    // Java takes the variable, whatever the file holds.
    assertEquals("jvc CONTAINER", outcome("java-v2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/tmp", "/dev/zero"})
  void aTokenFileHasToBeAFile(String file) {
    wired();
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file);

    assertEquals("fails", outcome("boto3"));
  }

  @ParameterizedTest
  @CsvSource({
    "boto3, fails",
    "java-v2, jvc CONTAINER",
    "rust, jvc CONTAINER",
  })
  void halfAKeyStopsBotocore(String sdk, String expected) {
    wired();
    set("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE");

    assertEquals(expected, outcome(sdk));
  }

  @Test
  void frozenKeysOfExecAreJvcs() {
    set("AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=x JVC_EXEC=personal");

    assertEquals("jvc VARIABLES", outcome("boto3"));
    wired();
    assertEquals("other VARIABLES", outcome("boto3"));
  }

  @Test
  void webIdentityInVariablesIsSomebodyElses() {
    wired();
    set("AWS_WEB_IDENTITY_TOKEN_FILE=/t AWS_ROLE_ARN=arn:aws:iam::111122223333:role/D");

    assertEquals("other WEB_IDENTITY_VARIABLES", outcome("boto3"));
    assertEquals("other WEB_IDENTITY_VARIABLES", outcome("java-v2"));
  }

  @Test
  void filesOfBotoAreReadByBotocoreAlone() throws Exception {
    wired();
    Files.writeString(home.resolve(".boto"), "[Credentials]\naws_access_key_id = x\n");

    assertEquals("other OLD_FILES", outcome("boto3"));
    assertEquals("jvc CONTAINER", outcome("go-v2"));
  }

  @Test
  void anotherMetadataServiceIsSomebodyElses() {
    set("AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:1");
    assertEquals("other METADATA", outcome("boto3"));
    set("AWS_EC2_METADATA_DISABLED=TRUE");
    assertEquals("nothing", outcome("boto3"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9912, jvc METADATA",
    "http://127.0.0.1:9912/, jvc METADATA",
    "http://127.0.0.1:9913, other METADATA",
    "/, other METADATA",
  })
  void theMetadataThatJvcServesIsItsOwn(String endpoint, String expected) {
    set("AWS_EC2_METADATA_SERVICE_ENDPOINT=" + endpoint);

    assertEquals(expected, outcome("boto3"));
  }

  @Test
  void noSecretIsInATrace() throws Exception {
    set("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=hidden-secret");
    credentials("[default]\naws_access_key_id = AKIAI\naws_secret_access_key = hidden-secret\n");
    wired();
    set("AWS_CONTAINER_AUTHORIZATION_TOKEN=hidden-secret");

    for (String sdk : Sdks.names()) {
      assertFalse(trace(sdk, null).toString().contains("hidden-secret"), sdk);
      assertFalse(trace(sdk, null).toString().contains("AKIAIOSFODNN7EXAMPLE"), sdk);
    }
  }

  @ParameterizedTest
  @CsvSource({"aws, aws-cli", "python, boto3", "node, js-v3", "go, go-v2", "tofu, terraform"})
  void peoplesNamesOfSdksAreKnown(String alias, String name) {
    assertEquals(name, sdk(alias).name());
    assertNull(Sdks.named("perl"));
  }
}
