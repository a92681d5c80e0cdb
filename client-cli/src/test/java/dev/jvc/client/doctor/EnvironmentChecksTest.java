package dev.jvc.client.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.awsfiles.SharedProfiles;
import dev.jvc.client.control.ProcessOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of variables, AWS files and permissions. */
final class EnvironmentChecksTest {

  private static final String CONTAINER =
      "AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9911/v1/credentials/p ";

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeHome() throws IOException {
    environment.put("HOME", home.toString());
    Files.createDirectory(home.resolve(".aws"));
  }

  private void set(String pairs) {
    for (String pair : pairs.strip().split(" ", -1)) {
      int equals = pair.indexOf('=');
      environment.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".aws/config"), text);
  }

  private SharedProfiles profiles() {
    return SharedProfiles.ofPerson(environment);
  }

  private static List<String> lines(Check check) {
    return check.look().stream().map(ChecksTest::line).toList();
  }

  // Variables.

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "A=b;ok | none stands in the way of jvc",
        "AWS_PROFILE=;problem | AWS_PROFILE set and empty, which some SDKs stop at | run unset"
            + " AWS_PROFILE",
        "AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=s;warning | AWS_ACCESS_KEY_ID,"
            + " AWS_SECRET_ACCESS_KEY set, which SDKs take before they ask jvc | run unset"
            + " AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID=AKIA JVC_EXEC=p;ok | none stands in the way of jvc",
        "AWS_PROFILE=a AWS_DEFAULT_PROFILE=b;problem | AWS_PROFILE and AWS_DEFAULT_PROFILE name"
            + " different profiles, of which SDKs take different ones | run unset"
            + " AWS_DEFAULT_PROFILE",
        "AWS_PROFILE=a AWS_DEFAULT_PROFILE=a;ok | none stands in the way of jvc",
        CONTAINER
            + "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/x;problem | both container URIs are set, of"
            + " which SDKs take different ones | run unset AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        CONTAINER
            + "http_proxy=http://p;warning | a proxy is set and NO_PROXY leaves 127.0.0.1 out, so"
            + " some SDKs ask jvc through it | run export NO_PROXY=127.0.0.1,localhost"
            + " no_proxy=127.0.0.1,localhost",
        CONTAINER + "http_proxy=http://p no_proxy=a,127.0.0.1;ok | none stands in the way of jvc",
        CONTAINER + "http_proxy=http://p NO_PROXY=*;ok | none stands in the way of jvc",
        "http_proxy=http://p;ok | none stands in the way of jvc",
      })
  void eachMixUpOfVariablesHasItsLine(String variables, String expected) {
    set(variables);

    assertEquals(List.of(expected), lines(new VariableCheck(environment)));
  }

  @Test
  void noValueOfAVariableIsRepeated() {
    set(
        "AWS_ACCESS_KEY_ID=hidden AWS_SECRET_ACCESS_KEY=hidden AWS_SESSION_TOKEN=hidden"
            + " AWS_PROFILE=a AWS_DEFAULT_PROFILE=b AWS_VAULT_FILE_PASSPHRASE=hidden");

    assertFalse(lines(new VariableCheck(environment)).toString().contains("hidden"));
    assertFalse(lines(new AwsVaultCheck(environment, profiles())).toString().contains("hidden"));
  }

  // aws-vault.

  @Test
  void whatIsLeftOfAwsVaultIsSaid() throws Exception {
    set("AWS_VAULT=p AWS_VAULT_BACKEND=pass AWS_VAULT_KEYCHAIN_NAME=x");
    config("[profile p]\ncredential_process = /usr/bin/aws-vault export p --format=json\n");

    assertEquals(
        List.of(
            "warning | this shell runs inside aws-vault exec: leave it | run exit",
            "warning | AWS_VAULT_BACKEND, AWS_VAULT_KEYCHAIN_NAME set, which only jvc import still"
                + " reads | run unset AWS_VAULT_BACKEND AWS_VAULT_KEYCHAIN_NAME",
            "warning | ~/.aws/config:2 still runs aws-vault for profile p | write jvc credentials"
                + " and the profile's name there instead"),
        lines(new AwsVaultCheck(environment, profiles())));
  }

  @Test
  void theVariableThatJvcExecSetsIsNotAwsVaults() {
    set("AWS_VAULT=p JVC_EXEC=p");

    assertEquals(List.of(), lines(new AwsVaultCheck(environment, profiles())));
  }

  // Plaintext keys.

  @Test
  void everyPlaintextKeyIsSaidWithItsPlace() throws Exception {
    Files.writeString(
        home.resolve(".aws/credentials"),
        """
        [a]
        aws_access_key_id = AKIAIOSFODNN7EXAMPLE
        aws_secret_access_key = hidden
        [b]
        aws_access_key_id = AKIAIOSFODNN7EXAMPLE
        """);

    assertEquals(
        List.of(
            "problem | 2 keys lie in AWS files | ~/.aws/credentials:2: the key of profile a |"
                + " ~/.aws/credentials:5: the key of profile b | run jvc import"),
        lines(new PlaintextCheck(profiles())));
  }

  @Test
  void withoutPlaintextKeysAllIsWell() {
    assertEquals(List.of("ok | no key lies in an AWS file"), lines(new PlaintextCheck(profiles())));
  }

  // Programs and endpoints that are named.

  @Test
  void whatIsNamedIsShown() throws Exception {
    config("[profile a]\ncredential_process = other a\nendpoint_url = http://127.0.0.1:4566/x\n");
    environment.put("AWS_ENDPOINT_URL_STS", "https://user:hidden@sts.example.org");

    assertEquals(
        List.of(
            "ok | the AWS configuration names what stands below, and it is followed | the program"
                + " other (~/.aws/config:2) | the endpoint http://127.0.0.1:4566 (~/.aws/config:3)"
                + " | the endpoint https://sts.example.org (AWS_ENDPOINT_URL_STS)"),
        lines(new NamedProgramCheck(profiles(), environment)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "endpoint_url = http://sts.example.org;~/.aws/config:2 names http://sts.example.org, which"
            + " everybody on the way can read",
        "endpoint_url = nonsense;~/.aws/config:2 names an endpoint that is no URL",
        "endpoint_url = http://a b;~/.aws/config:2 names an endpoint that is no URL",
        "credential_process = /nowhere/x y;~/.aws/config:2 names the program /nowhere/x, which"
            + " cannot be run",
        "mfa_process = /etc/passwd;~/.aws/config:2 names the program /etc/passwd, which cannot be"
            + " run",
      })
  void whatCannotBeFollowedSafelyIsAProblem(String line, String expected) throws Exception {
    config("[profile a]\n" + line + "\n");

    assertEquals(
        List.of("problem | " + expected), lines(new NamedProgramCheck(profiles(), environment)));
  }

  @Test
  void aProgramThatOthersCanChangeIsAProblem() throws Exception {
    Path program = Files.writeString(home.resolve("x"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxrwx"));
    config("[profile a]\ncredential_process = " + program + "\n");

    assertTrue(
        lines(new NamedProgramCheck(profiles(), environment))
            .getFirst()
            .endsWith("which other users can change"));
  }

  // Permissions.

  private PermissionCheck permissions(int owner) throws Exception {
    return PermissionCheck.of(Places.of(environment), owner);
  }

  private void make(String path, String mode) throws IOException {
    Path file = home.resolve(path);
    if (path.endsWith("/")) {
      Files.createDirectories(file);
    } else {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @CsvSource({
    ".aws/config, rw-r--r--, ok",
    ".aws/config, rw-rw-r--, problem",
    ".aws/credentials, rw-------, ok",
    ".aws/credentials, rw-r--r--, warning",
    ".config/jvc/jvc.yaml, rw-r--r--, ok",
    ".config/jvc/jvc.yaml, rw-r--rw-, problem",
    ".local/state/jvc/, rwx------, ok",
    ".local/state/jvc/, rwxr-xr-x, warning",
    ".local/share/jvc/keys.jvc, rw----r--, problem",
    ".local/state/jvc/run/, rwx--x--x, problem",
  })
  void whoElseGetsAtAFileDecides(String path, String mode, String state) throws Exception {
    for (String folder : List.of(".local/state/jvc/", ".local/share/jvc/")) {
      make(folder, "rwx------");
    }
    make(path, mode);

    Finding finding = permissions(ProcessOwner.uid()).look().getFirst();

    assertEquals(state, Diagnosis.stateOf(finding), finding.toString());
    if (!state.equals("ok")) {
      assertTrue(Diagnosis.remedyOf(finding).startsWith("chmod go-"), finding.toString());
    }
  }

  @Test
  void tokenFilesAreLookedAtOneByOne() throws Exception {
    make(".local/state/jvc/", "rwx------");
    make(".local/state/jvc/run/", "rwx------");
    make(".local/state/jvc/run/tokens/a", "rw-------");
    make(".local/state/jvc/run/tokens/b", "rw-r-----");

    List<String> lines = lines(permissions(ProcessOwner.uid()));

    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.getFirst().contains("tokens/b can be read by other users"), lines.toString());
  }

  @Test
  void filesOfAnotherUserAreAProblem() throws Exception {
    make(".aws/config", "rw-r--r--");

    assertTrue(
        lines(permissions(ProcessOwner.uid() + 1))
            .getFirst()
            .endsWith(".aws/config belongs to another user"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "it's", "$(x)"})
  void aCommandIsReadBackByAShellAsItIsMeant(String folder) throws Exception {
    environment.put("AWS_CONFIG_FILE", home.resolve(folder).resolve("config").toString());
    make(folder + "/config", "rw-rw-rw-");

    String remedy = Diagnosis.remedyOf(permissions(ProcessOwner.uid()).look().getFirst());

    Process shell = new ProcessBuilder("sh", "-c", remedy).start();
    assertEquals(0, shell.waitFor(), remedy);
    assertEquals(
        "rw-r--r--",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.resolve(folder).resolve("config"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "it is broken: run jvc x;it is broken;jvc x",
        "a: b;a: b;''",
        "run it;run it;''",
        "x: run a: run b;x: run a;b",
        "'';'';''",
      })
  void aSentenceIsPartedAtItsCommand(String text, String title, String remedy) {
    assertEquals(new Sentence(title, remedy), Sentence.of(text));
  }
}
