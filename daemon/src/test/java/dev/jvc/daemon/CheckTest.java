package dev.jvc.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jvcd check}: one look at the configuration and the stores. */
final class CheckTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("jvc.root", ".."), "docs/protocol/check.json");

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @BeforeEach
  void makeHome() throws IOException {
    environment.put("HOME", home.toString());
    environment.put("PATH", "/nowhere");
    Files.createDirectories(home.resolve(".aws"));
    Files.createDirectories(home.resolve(".config/jvc"));
  }

  private ExitCode check() {
    return Check.run(environment, new PrintStream(out, true), new PrintStream(messages, true));
  }

  private JsonObject found() throws Exception {
    assertEquals(ExitCode.DONE, check(), messages.toString(StandardCharsets.UTF_8));
    return JsonObject.parse(out.toByteArray());
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".config/jvc/jvc.yaml"), text);
  }

  @Test
  void whatIsPrintedIsTheGoldenFile() throws Exception {
    config("store: file\nprofiles:\n  prod: { store: pass }\n");
    Files.writeString(home.resolve(".aws/config"), "[prod]\nregion = eu-west-2\n");

    assertEquals(ExitCode.DONE, check());

    assertEquals(
        Files.readString(GOLDEN),
        out.toString(StandardCharsets.UTF_8).replace(Version.current(), "0.1.0"));
  }

  @Test
  void autoIsWorkedOutWithTheReasonsAgainstTheOthers() throws Exception {
    JsonObject stores = Objects.requireNonNull(found().object("stores"));

    assertEquals("auto", stores.string("configured"));
    assertEquals("file", stores.string("chosen"));
    List<String> others =
        stores.objects("others").stream().map(CheckTest::storeOf).sorted().toList();
    assertEquals(List.of("keychain", "pass", "secret-service"), others);
  }

  private static String storeOf(JsonObject other) {
    try {
      assertFalse(other.string("reason").isBlank());
      return other.string("store");
    } catch (dev.jvc.daemon.json.JsonException missing) {
      throw new AssertionError(missing);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'listen: { port: 99999 }', jvc.yaml:1:",
    "'stor: file', jvc.yaml:1:",
    "'listen: [', jvc.yaml",
    "'{{{', jvc.yaml",
  })
  void aConfigurationThatCannotBeReadIsSaidAndNothingIsGuessed(String text, String part)
      throws Exception {
    config(text);

    JsonObject found = found();

    assertTrue(
        found.strings("problems").stream().anyMatch(line -> line.contains(part)),
        found.strings("problems").toString());
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("\"stores\""));
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("\"listen\""));
  }

  @Test
  void everyProblemOfBothFilesIsListed() throws Exception {
    config("stor: file\nlogin: { duration: 99h }\n");
    Files.writeString(home.resolve(".aws/config"), "[profile a]\nrole_arn = none\n[profile b\n");

    List<String> problems = found().strings("problems");

    assertTrue(
        problems.stream().filter(line -> line.contains("jvc.yaml")).count() >= 2,
        problems.toString());
    assertTrue(
        problems.stream().anyMatch(line -> line.startsWith("~/.aws/config:3:")),
        problems.toString());
  }

  @Test
  void nothingIsWritten() throws Exception {
    List<Path> before = files();

    check();

    assertEquals(before, files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.sorted().toList();
    }
  }

  @Test
  void withoutAHomeNothingIsLookedAt() {
    environment.remove("HOME");

    assertEquals(ExitCode.USAGE, check());
    assertEquals(
        "jvcd: HOME is not set: set it to your home folder\n",
        messages.toString(StandardCharsets.UTF_8));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }
}
