package dev.jvc.client.awsfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SharedProfilesTest {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

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

  private SharedProfiles read() {
    return SharedProfiles.seenBySdks(environment);
  }

  @ParameterizedTest
  @CsvSource({
    "[profile a], a",
    "[ profile a ], a",
    "[profile\ta], a",
    "'[profile \"two words\"]', two words",
    "'[profile ''two words'']', two words",
    "[profile default], default",
    "[default], default",
    "[profile a] # a comment, a",
  })
  void aSectionIsTheProfileThatTheCliReads(String header, String profile) throws Exception {
    config(header + "\nregion = eu-west-2\n");

    assertEquals(List.of(profile), List.copyOf(read().names()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a]",
        "[profilea]",
        "[profile ]",
        "[profile a",
        "[sso-session a]",
        "[services a]",
        "[]"
      })
  void whatIsNoProfileIsPassedOver(String header) throws Exception {
    config(header + "\nregion = eu-west-2\n");

    assertEquals(List.of(), List.copyOf(read().names()));
  }

  @Test
  void settingsHaveTheirPlaces() throws Exception {
    config(
        """
        \ufeff[profile a]
        # role_arn = not this
        Role_Arn = arn:x   # a comment
        s3 =
          role_arn = nested
        """);

    assertEquals(
        new SharedProfiles.Setting("arn:x", "~/.aws/config:3"), read().find("a", "role_arn"));
  }

  @Test
  void theCredentialsFileWinsAndNeedsNoPrefix() throws Exception {
    config("[profile a]\ncredential_process = one\n");
    credentials("[a]\ncredential_process = two\n");

    SharedProfiles profiles = read();

    assertEquals(
        new SharedProfiles.Setting("two", "~/.aws/credentials:2"),
        profiles.find("a", "credential_process"));
    assertTrue(profiles.isInCredentials("a"));
    assertFalse(profiles.isInCredentials("b"));
    assertNull(profiles.find("b", "credential_process"));
  }

  @Test
  void ofAKeyOnlyTheLastCharactersAreKept() throws Exception {
    credentials(
        "[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = " + SECRET + "\n");

    SharedProfiles profiles = read();

    assertEquals(
        new SharedProfiles.Setting("…MPLE", "~/.aws/credentials:2"),
        profiles.find("a", "aws_access_key_id"));
    assertEquals(
        new SharedProfiles.Setting("", "~/.aws/credentials:3"),
        profiles.find("a", "aws_secret_access_key"));
  }

  @Test
  void keysThatExpireAreNotPlaintextKeys() throws Exception {
    credentials(
        """
        [a]
        aws_access_key_id = AKIAIOSFODNN7EXAMPLE
        [b]
        aws_access_key_id = ASIAIOSFODNN7EXAMPLE
        aws_session_token = x
        """);
    config("[profile c]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");

    assertEquals(
        Map.of("~/.aws/credentials:2", "a", "~/.aws/config:2", "c"), read().plaintextKeys());
  }

  @Test
  void endpointsAreFoundWhereverTheyStand() throws Exception {
    config(
        """
        [profile a]
        endpoint_url = http://127.0.0.1:1
        [services s]
        sts =
          endpoint_url = http://127.0.0.1:2
        """);

    assertEquals(
        List.of(
            new SharedProfiles.Setting("http://127.0.0.1:1", "~/.aws/config:2"),
            new SharedProfiles.Setting("http://127.0.0.1:2", "~/.aws/config:5")),
        read().endpoints());
  }

  @Test
  void insideExecTheTwoViewsDiffer() throws Exception {
    config("[profile mine]\n");
    Path generated = Files.writeString(home.resolve("generated"), "[default]\n");
    environment.put("AWS_CONFIG_FILE", generated.toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
    environment.put("JVC_EXEC", "mine");

    assertEquals(List.of("default"), List.copyOf(read().names()));
    assertEquals(List.of("mine"), List.copyOf(SharedProfiles.ofPerson(environment).names()));
  }

  @Test
  @Timeout(10)
  void whatIsNoFileIsNotReadForEver() throws Exception {
    assertEquals(
        0, new ProcessBuilder("mkfifo", home.resolve(".aws/config").toString()).start().waitFor());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/zero");

    assertEquals(List.of(), List.copyOf(read().names()));
  }

  @Test
  void aFileTooLargeToBeOneCountsAsEmpty() throws Exception {
    config("[profile a]\n" + "# filler\n".repeat(200_000));

    assertFalse(read().has("a"));
  }

  @Test
  void bytesThatAreNoTextHurtNothing() throws Exception {
    byte[] text =
        "[profile a]\nregion = \u00ff\u00fe\n=\n = x\n[".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(home.resolve(".aws/config"), text);

    assertTrue(read().has("a"));
  }

  @Test
  void withoutAHomeThereIsNothing() {
    environment.clear();

    assertEquals(List.of(), List.copyOf(read().names()));
  }
}
