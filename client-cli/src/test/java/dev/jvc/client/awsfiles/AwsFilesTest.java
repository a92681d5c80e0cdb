package dev.jvc.client.awsfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jvc.client.protocol.AwsFilePair;
import dev.jvc.client.shell.EnvironmentChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the person's files are, and what stands in them. */
final class AwsFilesTest {

  private static final AwsFilePair MADE = new AwsFilePair("/run/c", "/run/s", "eu-west-2");

  @Test
  void withinExecThePersonsOwnFileIsMeant() {
    Map<String, String> inside =
        Map.of("HOME", "/home/me", "AWS_CONFIG_FILE", "/run/generated", "JVC_EXEC", "p");

    assertEquals(Path.of("/home/me/.aws/config"), AwsFiles.config(inside));

    Map<String, String> own = new HashMap<>(inside);
    own.put("JVC_OUTER_CONFIG_FILE", "/home/me/own");
    assertEquals(Path.of("/home/me/own"), AwsFiles.config(own));
    AwsFiles.restoreOuter(own);
    assertEquals(Map.of("HOME", "/home/me", "AWS_CONFIG_FILE", "/home/me/own"), own);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,/home/me/.local/state/jvc/aws/config,-,/home/me/.aws/config",
        "-,/home/me/.local/state/jvc/aws/config,/home/me/own,/home/me/own",
        "/var/s,/var/s/jvc/aws/config,-,/home/me/.aws/config",
        "/var/s,/home/me/.local/state/jvc/aws/config,-,/home/me/.local/state/jvc/aws/config",
        "-,/home/me/.local/state/jvc/awsome,/home/me/own,/home/me/.local/state/jvc/awsome",
        "-,-,/home/me/own,/home/me/.aws/config",
      })
  void whereTheDesktopsFileIsNamedThePersonsOwnIsMeant(
      @Nullable String state, @Nullable String named, @Nullable String outer, String own) {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));
    putUnlessNull(environment, "XDG_STATE_HOME", state);
    putUnlessNull(environment, "AWS_CONFIG_FILE", named);
    putUnlessNull(environment, "JVC_OUTER_CONFIG_FILE", outer);

    assertEquals(Path.of(own), AwsFiles.config(environment));

    AwsFiles.restoreOuter(environment);
    assertEquals(Path.of(own), AwsFiles.config(environment), "it is so afterwards as well");
  }

  private static void putUnlessNull(Map<String, String> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  @Test
  void theFirstExecRemembersThePersonsFiles() {
    EnvironmentChange change = new EnvironmentChange();

    AwsFiles.pointAt(change, MADE, "personal", Map.of("AWS_CONFIG_FILE", "/own"));

    assertEquals(
        Map.of(
            "AWS_CONFIG_FILE", "/run/c",
            "AWS_SHARED_CREDENTIALS_FILE", "/run/s",
            "JVC_EXEC", "personal",
            "JVC_OUTER_CONFIG_FILE", "/own"),
        change.variables());
  }

  @ParameterizedTest
  @CsvSource({"/run/c,p", "/home/me/.local/state/jvc/aws/config,"})
  void aNestedOneLeavesWhatIsRemembered(String named, @Nullable String exec) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("HOME", "/home/me", "AWS_CONFIG_FILE", named, "JVC_OUTER_CONFIG_FILE", "/own"));
    putUnlessNull(environment, "JVC_EXEC", exec);
    EnvironmentChange change = new EnvironmentChange();

    AwsFiles.pointAt(change, MADE, "dev", environment);

    assertEquals(
        Map.of(
            "AWS_CONFIG_FILE", "/run/c",
            "AWS_SHARED_CREDENTIALS_FILE", "/run/s",
            "JVC_EXEC", "dev"),
        change.variables());
  }

  @Test
  void withoutAHomeThereIsNoFile() {
    assertNull(AwsFiles.config(Map.of()));
    assertNull(AwsFiles.config(Map.of("HOME", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | output = json",
        "json | OUTPUT=json",
        "table | output =table   ; comment",
        "yaml-stream | output = yaml-stream # comment",
      })
  void aSettingIsReadAsTheCliReadsIt(String expected, String line) {
    ConfigText.Setting setting = find(line);

    assertNotNull(setting);
    assertEquals(expected, setting.value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"other = json |", "' output = json' |", "output |", "# output = json |"})
  void anythingElseIsNotThatSetting(String line, String nothing) {
    assertNull(find(line), nothing);
  }

  private static ConfigText.@Nullable Setting find(String line) {
    String text = "[profile q]\noutput = text\n[profile p]\n" + line + "\n[default]\noutput = a\n";
    return ConfigText.of(text.getBytes(StandardCharsets.UTF_8)).find("p", "output");
  }
}
