package dev.jvc.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that the guide explains are those that the programs have. */
final class TroubleshootingTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  /** A word in capitals, which stands for what differs, with a slash or a star of its own. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\*{0,4}\\b(?!AWS|MFA|PIN|HTTP)[A-Z]{4,}\\b|: REASON");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");

  /** Texts that a formatter broke into pieces, or that a value stands between. */
  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void everyMessageInTheGuideIsInTheProgram() throws IOException {
    String words = words();
    List<String> unknown = new ArrayList<>();
    Matcher row =
        ROW.matcher(Files.readString(Golden.root().resolve("docs/guide/troubleshooting.md")));
    int rows = 0;
    while (row.find()) {
      rows++;
      for (String part : PLACEHOLDER.split(row.group(1), -1)) {
        if (!words.contains(part.strip())) {
          unknown.add(row.group(1) + ": no text holds '" + part.strip() + "'");
        }
      }
    }

    assertEquals(List.of(), unknown);
    assertTrue(rows > 30, rows + " messages");
  }

  /** All string literals of both programs. */
  private static String words() throws IOException {
    StringBuilder words = new StringBuilder();
    for (String module : List.of("daemon", "client-cli")) {
      try (Stream<Path> files = Files.walk(Golden.root().resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          Matcher literal = LITERAL.matcher(JOINT.matcher(Files.readString(file)).replaceAll(""));
          while (literal.find()) {
            words.append(literal.group(1)).append('\n');
          }
        }
      }
    }
    return words.toString();
  }
}
