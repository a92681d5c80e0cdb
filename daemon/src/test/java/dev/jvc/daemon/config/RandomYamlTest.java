package dev.jvc.daemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every file, tried on generated ones. */
final class RandomYamlTest {

  private static final List<String> PIECES =
      List.of(
          "listen:",
          "  host: 127.0.0.1",
          "  port: 9911",
          "store: file",
          "store: CANARY",
          "login:",
          "  duration: 12h",
          "  duration: CANARY",
          "commands: deny",
          "profiles:",
          "  prod:",
          "    session: direct",
          "    store: CANARY",
          "  \"a b\": {}",
          "  a.b: { session: chained }",
          "imds: []",
          "- a",
          "{",
          "}",
          "[",
          "]",
          ": ",
          "? a",
          "&a b",
          "*a",
          "<<: *a",
          "!!map {}",
          "---",
          "...",
          "%YAML 1.2",
          "# c",
          "|",
          ">",
          "'",
          "\"",
          "\t",
          "\u0000",
          "\u00fc: 1",
          "~: ~",
          "null: null",
          "1: 1",
          "true: no",
          "a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}");

  private static byte[] random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size()))).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyFileIsAConfigurationOrAListOfProblems(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = random(random);
      String shown = new String(bytes, StandardCharsets.UTF_8);

      JvcConfigFile.Content content = JvcConfigFile.read("jvc.yaml", ByteBuffer.wrap(bytes));

      long lines = shown.lines().count();
      for (ConfigProblem problem : content.problems()) {
        assertTrue(problem.line() >= 0 && problem.line() <= lines + 1, shown);
        assertFalse(problem.message().contains("CANARY"), problem::message);
        assertFalse(problem.message().chars().anyMatch(Character::isISOControl), problem::message);
      }
      assertEquals(
          content.problems().stream().sorted(Comparator.comparingInt(ConfigProblem::line)).toList(),
          content.problems());
      if (!content.problems().isEmpty()) {
        assertEquals(JvcConfig.DEFAULTS, content.config());
      }
    }
  }
}
