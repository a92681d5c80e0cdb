package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} names tests that exist. */
final class ConformancePageTest {

  private static final Pattern TEST = Pattern.compile("`(?:\\w+\\.)?(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern CASE = Pattern.compile("(?m)^\\| ([CIPE]\\d+) \\|(.*)$");

  private static String page() throws IOException {
    return Files.readString(Machine.root().resolve("docs/conformance.md"));
  }

  /** The sources of all tests, by the name of their class; several classes may share a name. */
  private static Map<String, List<String>> tests() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("daemon", "client-cli")) {
      try (Stream<Path> files = Files.walk(Machine.root().resolve(module).resolve("src/test"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources.stream()
        .collect(
            Collectors.groupingBy(
                file -> file.getFileName().toString().replace(".java", ""),
                Collectors.mapping(ConformancePageTest::read, Collectors.toList())));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void everyTestThatItNamesExists() throws IOException {
    Map<String, List<String>> tests = tests();
    List<String> missing =
        TEST.matcher(page())
            .results()
            .filter(named ->
                tests.getOrDefault(named.group(1), List.of()).stream()
                    .noneMatch(source -> source.contains("void " + named.group(2) + "(")))
            .map(MatchResult::group)
            .toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void everyCaseHasATestAndStandsOnce() throws IOException {
    List<MatchResult> cases = CASE.matcher(page()).results().toList();

    assertTrue(cases.size() > 40, "the tables are not read");
    assertEquals(cases.size(), cases.stream().map(each -> each.group(1)).distinct().count());
    List<String> without =
        cases.stream()
            // Time is measured and not tested.
            .filter(each -> !each.group(1).equals("P11"))
            .filter(each -> !TEST.matcher(each.group(2)).find())
            .map(each -> each.group(1))
            .toList();
    assertEquals(List.of(), without);
  }
}
