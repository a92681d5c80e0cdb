package dev.jvc.client.awsfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the person's file is, and what stands in it. */
final class AwsConfigTest {

  @TempDir private Path home;

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
      delimiter = '|',
      value = {
        "json | output = json",
        "json | OUTPUT=json",
        "table | output =table   ; comment",
        "yaml-stream | output = yaml-stream # comment",
        "'' | other = json",
        "'' | ' output = json'",
        "'' | output",
        "'' | # output = json"
      })
  void aSettingIsReadAsTheCliReadsIt(String expected, String line) throws Exception {
    config("[profile q]\noutput = text\n[profile p]\n" + line + "\n[default]\noutput = text\n");

    assertEquals(expected, AwsConfig.valueOf(Map.of("HOME", home.toString()), "p", "output"));
  }

  @Test
  void whatCannotBeReadHasNoSettings() throws IOException {
    assertEquals("", AwsConfig.valueOf(Map.of("HOME", home.toString()), "p", "output"));
    assertEquals("", AwsConfig.valueOf(Map.of(), "p", "output"));
    Files.createDirectories(home.resolve(".aws/config"));
    assertEquals("", AwsConfig.valueOf(Map.of("HOME", home.toString()), "p", "output"));
  }

  private Path config(String text) throws IOException {
    Path file = home.resolve(".aws/config");
    Files.createDirectories(home.resolve(".aws"));
    if (!text.isEmpty()) {
      Files.writeString(file, text);
    }
    return file;
  }
}
