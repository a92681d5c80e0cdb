package dev.jvc.daemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.ProfileName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the annotated example to the code. */
final class ExampleTest {

  private static String example() throws IOException {
    return Files.readString(Path.of(System.getProperty("jvc.root", "")).resolve("config/jvc.yaml"));
  }

  private static JvcConfigFile.Content read(String text) {
    return JvcConfigFile.read("jvc.yaml", ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theExampleSaysTheDefaults() throws IOException {
    JvcConfigFile.Content content = read(example());

    assertEquals(List.of(), content.problems());
    JvcConfig config = content.config();
    assertEquals(JvcConfig.DEFAULTS.listen().value(), config.listen().value());
    assertEquals(JvcConfig.DEFAULTS.imds(), config.imds());
    assertEquals(JvcConfig.DEFAULTS.linkLocal(), config.linkLocal());
    assertEquals(JvcConfig.DEFAULTS.store().value(), config.store().value());
    assertEquals(JvcConfig.DEFAULTS.pass(), config.pass());
    assertEquals(Duration.ofHours(12), config.loginDuration().value());
    assertEquals(JvcConfig.DEFAULTS.surviveRestart().value(), config.surviveRestart().value());
    assertEquals(JvcConfig.DEFAULTS.accountId().value(), config.accountId().value());
    assertEquals(JvcConfig.DEFAULTS.commands().value(), config.commands().value());
    assertEquals(JvcConfig.DEFAULTS.profiles(), config.profiles());
  }

  @Test
  void theCommentedFolderCanBeSwitchedOn() throws IOException {
    JvcConfigFile.Content content = read(example().replace("\n#  dir:", "\n  dir:"));

    assertEquals(List.of(), content.problems());
    assertEquals("~/.password-store", content.config().pass().dir());
  }

  @Test
  void theCommentedMetadataListenerCanBeSwitchedOn() throws IOException {
    JvcConfigFile.Content content = read(example().replace("imds: []\n#  -", "imds:\n  -"));

    assertEquals(List.of(), content.problems());
    assertEquals(
        new JvcConfig.Imds(9912, new ProfileName("personal"), false),
        content.config().imds().getFirst().value());
  }

  @Test
  void theCommentedLinkLocalListenersCanBeSwitchedOn() throws IOException {
    String example = example();
    int section = example.indexOf("link-local: []");
    int end = example.indexOf("\n\n", section);
    JvcConfigFile.Content content =
        read(
            example.substring(0, section)
                + example.substring(section, end).replace(": []", ":").replace("\n# ", "\n ")
                + example.substring(end));

    assertEquals(List.of(), content.problems());
    assertEquals(
        List.of(
            new JvcConfig.LinkLocal("169.254.170.2", 80, null, false),
            new JvcConfig.LinkLocal("169.254.170.23", 80, null, false),
            new JvcConfig.LinkLocal("169.254.169.254", 80, new ProfileName("personal"), false)),
        content.config().linkLocal().stream().map(JvcConfig.Setting::value).toList());
  }

  @Test
  void theCommentedProfileCanBeSwitchedOn() throws IOException {
    String example = example();
    int profiles = example.indexOf("profiles: {}");
    String commented = example.substring(profiles + "profiles: {}".length());
    String switchedOn =
        example.substring(0, profiles) + "profiles:" + commented.replace("\n# ", "\n ");

    assertEquals(List.of(), read(switchedOn).problems());
    assertEquals(1, read(switchedOn).config().profiles().size());
  }
}
