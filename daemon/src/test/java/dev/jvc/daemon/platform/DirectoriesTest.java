package dev.jvc.daemon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DirectoriesTest {

  @Test
  void withoutVariablesEverythingIsUnderTheHomeFolder() {
    Directories directories = Directories.of(Map.of("HOME", "/home/me"), OperatingSystem.LINUX);

    assertEquals(Path.of("/home/me/.config/jvc/jvc.yaml"), directories.config());
    assertEquals(Path.of("/home/me/.local/share/jvc/keys.jvc"), directories.encryptedFile());
    assertEquals(
        Path.of("/home/me/.local/state/jvc/run/control.sock"), directories.controlSocket());
    assertEquals(Path.of("/home/me/.aws/config"), directories.awsConfig());
    assertEquals(Path.of("/home/me/.aws/credentials"), directories.awsCredentials());
  }

  @Test
  void theXdgAndAwsVariablesAreFollowed() {
    Directories directories =
        Directories.of(
            Map.of(
                "HOME", "/home/me",
                "XDG_CONFIG_HOME", "/c",
                "XDG_DATA_HOME", "/d",
                "XDG_STATE_HOME", "/s",
                "XDG_RUNTIME_DIR", "/run/user/7",
                "AWS_CONFIG_FILE", "/aws/conf",
                "AWS_SHARED_CREDENTIALS_FILE", "/aws/cred"),
            OperatingSystem.LINUX);

    assertEquals(Path.of("/c/jvc/jvc.yaml"), directories.config());
    assertEquals(Path.of("/d/jvc"), directories.data());
    assertEquals(Path.of("/s/jvc/keys.json"), directories.keyIndex());
    assertEquals(Path.of("/run/user/7/jvc/control.sock"), directories.controlSocket());
    assertEquals(Path.of("/run/user/7/jvc/tokens"), directories.tokens());
    assertEquals(Path.of("/aws/conf"), directories.awsConfig());
    assertEquals(Path.of("/aws/cred"), directories.awsCredentials());
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_CONFIG_FILE=/home/me/.local/state/jvc/aws/config, /home/me/.aws/config",
    "AWS_CONFIG_FILE=/home/me/.local/state/jvc/aws/config JVC_OUTER_CONFIG_FILE=/mine, /mine",
    "AWS_CONFIG_FILE=/run/c JVC_EXEC=p, /home/me/.aws/config",
    "AWS_CONFIG_FILE=/run/c JVC_EXEC=p JVC_OUTER_CONFIG_FILE=/mine, /mine",
    "AWS_CONFIG_FILE=/run/c JVC_OUTER_CONFIG_FILE=/mine, /run/c",
    "AWS_CONFIG_FILE=/home/me/.local/state/jvc/awsome, /home/me/.local/state/jvc/awsome",
  })
  void filesThatJvcMadeAreNeverTakenForThePersonsOwn(String variables, String config) {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));
    for (String variable : variables.split(" ", -1)) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
      environment.put(
          parts[0].replace("_CONFIG_", "_CREDENTIALS_").replace("AWS_CRED", "AWS_SHARED_CRED"),
          parts[1].replace("config", "credentials"));
    }

    Directories directories = Directories.of(environment, OperatingSystem.LINUX);

    assertEquals(Path.of(config), directories.awsConfig());
    assertEquals(Path.of(config.replace("config", "credentials")), directories.awsCredentials());
  }

  @Test
  void onMacosTheRuntimeFolderIsTheUsersTemporaryFolder() {
    Directories directories =
        Directories.of(
            Map.of("HOME", "/Users/me", "TMPDIR", "/var/folders/x/T"), OperatingSystem.MACOS);

    assertEquals(Path.of("/var/folders/x/T/jvc"), directories.runtime());
  }

  @Test
  void anEmptyVariableCountsAsUnset() {
    Directories directories =
        Directories.of(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", ""), OperatingSystem.LINUX);

    assertEquals(Path.of("/home/me/.config/jvc/jvc.yaml"), directories.config());
  }

  @Test
  void aRelativeXdgVariableCountsAsUnset() {
    Directories directories =
        Directories.of(
            Map.of(
                "HOME", "/home/me",
                "XDG_CONFIG_HOME", "c",
                "XDG_DATA_HOME", "./d",
                "XDG_STATE_HOME", "s",
                "XDG_RUNTIME_DIR", "run"),
            OperatingSystem.LINUX);

    assertEquals(Path.of("/home/me/.config/jvc/jvc.yaml"), directories.config());
    assertEquals(Path.of("/home/me/.local/share/jvc/keys.jvc"), directories.encryptedFile());
    assertEquals(
        Path.of("/home/me/.local/state/jvc/run/control.sock"), directories.controlSocket());
  }

  @Test
  void aMissingHomeSaysWhatToSet() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Directories.of(Map.of(), OperatingSystem.LINUX));

    assertEquals("HOME is not set: set it to your home folder", refused.getMessage());
  }

  @Test
  void aSocketPathThatNoKernelAcceptsSaysWhatToSet() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Directories.of(
                    Map.of("HOME", "/h", "XDG_RUNTIME_DIR", "/" + "r".repeat(120)),
                    OperatingSystem.LINUX));

    assertEquals(
        "the control socket's path is longer than 103 characters: set XDG_RUNTIME_DIR to a shorter folder",
        refused.getMessage());
  }
}
