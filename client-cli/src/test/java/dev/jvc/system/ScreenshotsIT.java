package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pictures of the documents, made anew, show what they showed. */
@Timeout(240)
final class ScreenshotsIT {

  private static final Pattern TEXT =
      Pattern.compile("<text [^>]*?x=\"([\\d.]+)\" y=\"([\\d.]+)\"[^>]*>([^<]+)</text>");

  /** Times and numbers, which differ each time. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\\d\\d:\\d\\d|\\d+[dhms]?(?: \\d+[dhms])*");

  /** What depends on the machine that the picture is made on. */
  private static final Pattern OF_THE_MACHINE =
      Pattern.compile("(?:ok|warning|problem) (?:service|protection) .*");

  @Test
  void madeAnewTheyShowTheSameWords() throws Exception {
    try (Machine machine = Machine.create()) {
      machine.environment().keySet().retainAll(List.of("HOME", "PATH", "LANG"));
      Path folder = Files.createDirectory(machine.home().resolve("pictures"));
      Path pictures = Machine.root().resolve("docs/screenshots");

      Machine.Result made =
          machine.run(
              Map.of(), "", List.of(pictures.resolve("make").toString(), folder.toString()));

      assertEquals(0, made.exit(), made.toString());
      assertEquals(words(folder), words(pictures), "remake them with docs/screenshots/make");
    }
  }

  @Test
  void theyFetchNothingAndNameNoPlaceOfThisMachine() throws IOException {
    for (Path picture : pictures(Machine.root().resolve("docs/screenshots"))) {
      String svg = Files.readString(picture);
      assertFalse(svg.contains("url(http"), picture.toString());
      assertFalse(svg.contains("/tmp/"), picture.toString());
      assertFalse(svg.contains(Machine.root().toString()), picture.toString());
    }
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".svg")).sorted().toList();
    }
  }

  private static Map<String, List<String>> words(Path folder) throws IOException {
    Map<String, List<String>> words = new TreeMap<>();
    for (Path picture : pictures(folder)) {
      words.put(picture.getFileName().toString(), lines(Files.readString(picture)));
    }
    return words;
  }

  /** The lines of a picture from top to bottom. */
  private static List<String> lines(String svg) {
    Map<Double, List<MatchResult>> rows =
        TEXT.matcher(svg)
            .results()
            .collect(
                Collectors.groupingBy(
                    text -> Double.valueOf(text.group(2)), TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    for (List<MatchResult> row : rows.values()) {
      String line =
          row.stream()
              .sorted(Comparator.comparing(text -> Double.valueOf(text.group(1))))
              .map(text -> text.group(3).replace("&#160;", " "))
              .collect(Collectors.joining(" "))
              .replaceAll("[ █▉▊▋▌▍▎▏]+", " ");
      if (!OF_THE_MACHINE.matcher(line).matches()) {
        lines.add(VARIABLE.matcher(line).replaceAll("0"));
      }
    }
    return lines;
  }
}
