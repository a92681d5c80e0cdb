package dev.jvc.daemon.endpoint.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ErrorTableTest {

  /** The table under "Codes": code, status, exit code. */
  private static Map<String, String> documented() throws IOException {
    String page = Files.readString(Path.of(System.getProperty("jvc.root"), "docs/protocol.md"));
    Map<String, String> codes = new TreeMap<>();
    page.substring(page.indexOf("| code | status | exit | meaning |"))
        .lines()
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(line -> {
          String[] cells = line.split("\\|", -1);
          List<String> names =
              Pattern.compile("`(\\w+)`")
                  .matcher(cells[1])
                  .results()
                  .map(result -> result.group(1))
                  .toList();
          List<String> statuses = numbers(cells[2]);
          List<String> exits = numbers(cells[3]);
          for (int i = 0; i < names.size(); i++) {
            codes.put(
                names.get(i),
                statuses.get(Math.min(i, statuses.size() - 1))
                    + " "
                    + exits.get(Math.min(i, exits.size() - 1)));
          }
        });
    return codes;
  }

  private static List<String> numbers(String cell) {
    return Pattern.compile("\\d+").matcher(cell).results().map(MatchResult::group).toList();
  }

  @Test
  void everyCodeHasTheDocumentedStatusAndExitCode() throws IOException {
    Map<String, String> actual = new TreeMap<>();
    for (ProblemCode code : ProblemCode.values()) {
      actual.put(code.wire(), ErrorTable.status(code) + " " + code.exit().code());
    }

    assertEquals(documented(), actual);
  }

  @Test
  void anErrorIsSpeltInBothCases() {
    List<String> bodies = new ArrayList<>();
    bodies.add(
        new String(
            ErrorDocument.of(
                new Problem(ProblemCode.LOGIN_NEEDED, "say \"hello\"\n\u00fc", "a hint")),
            StandardCharsets.UTF_8));

    assertEquals(
        List.of(
            "{\"code\":\"LoginNeeded\",\"message\":\"say \\\"hello\\\"\\n\u00fc\","
                + "\"Code\":\"LoginNeeded\",\"Message\":\"say \\\"hello\\\"\\n\u00fc\"}"),
        bodies);
  }
}
