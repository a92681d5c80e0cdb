package dev.jvc.client.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnifiedDiffTest {

  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");

  private static List<String> diff(String before, String after) {
    return UnifiedDiff.of("a", before, "b", after);
  }

  @Test
  void linesAtTheEndHaveThreeLinesBeforeThem() {
    assertEquals(
        List.of("--- a", "+++ b", "@@ -2,3 +2,5 @@", " 2", " 3", " 4", "+5", "+6"),
        diff("1\n2\n3\n4\n", "1\n2\n3\n4\n5\n6\n"));
  }

  @Test
  void farChangesHaveHunksOfTheirOwnAndNearOnesShareOne() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";

    assertEquals(
        List.of(
            "--- a",
            "+++ b",
            "@@ -1,4 +1,3 @@",
            "-1",
            " 2",
            " 3",
            " 4",
            "@@ -10,3 +9,4 @@",
            " 10",
            " 11",
            " 12",
            "+13"),
        diff(before, before.substring(2) + "13\n"));
    assertEquals(
        List.of(
            "--- a",
            "+++ b",
            "@@ -1,8 +1,8 @@",
            "-1",
            "+x",
            " 2",
            " 3",
            " 4",
            " 5",
            " 6",
            " 7",
            "-8",
            "+y"),
        diff("1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "'','a\n','@@ -0,0 +1 @@|+a'",
    "'a\n','','@@ -1 +0,0 @@|-a'",
    "'a','a\nb','@@ -1 +1,2 @@|-a|\\ No newline at end of file|+a|+b|\\ No newline at end of file'",
    "'a','a\n','@@ -1 +1 @@|-a|\\ No newline at end of file|+a'",
  })
  void theEdgesAreThoseOfDiff(String before, String after, String lines) {
    assertEquals("--- a|+++ b|" + lines, String.join("|", diff(before, after)));
  }

  @Test
  void equalTextsHaveNoDifference() {
    assertEquals(List.of(), diff("a\n", "a\n"));
  }

  @Test
  void aDifferenceMadeOfAnyTwoTextsLeadsFromOneToTheOther() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 3_000; i++) {
      String before = text(random);
      String after = text(random);
      assertEquals(after, patched(before, diff(before, after)), before + "=>" + after);
    }
  }

  @Test
  void textsTooLargeToCompareAreOneChange() {
    String before = "x\n".repeat(3_000) + "end\n";
    String after = "y\n".repeat(3_000) + "end\n";

    assertEquals(after, patched(before, diff(before, after)));
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int lines = random.nextInt(25);
    for (int i = 0; i < lines; i++) {
      text.append(random.nextInt(4)).append('\n');
    }
    if (lines > 0 && random.nextInt(4) == 0) {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  /** What patch(1) makes of a text. */
  private static String patched(String before, List<String> diff) {
    List<String> old = before.isEmpty() ? List.of() : List.of(before.split("(?<=\n)", -1));
    List<String> result = new ArrayList<>();
    int next = 0;
    String last = "";
    for (String line : diff.subList(Math.min(2, diff.size()), diff.size())) {
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        int first = Integer.parseInt(hunk.group(1));
        int start = "0".equals(hunk.group(2)) ? first : first - 1;
        while (next < start) {
          result.add(old.get(next++));
        }
      } else if (line.startsWith("\\")) {
        if (!last.startsWith("-")) {
          result.set(result.size() - 1, result.getLast().stripTrailing());
        }
      } else {
        if (!line.startsWith("+")) {
          assertEquals(line.substring(1), old.get(next++).stripTrailing());
        }
        if (!line.startsWith("-")) {
          result.add(line.substring(1) + "\n");
        }
      }
      last = line;
    }
    while (next < old.size()) {
      result.add(old.get(next++));
    }
    return String.join("", result);
  }
}
