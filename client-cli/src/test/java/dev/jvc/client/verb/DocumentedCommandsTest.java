package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.terminal.Output;
import dev.jvc.documents.Shown;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/**
 * Every {@code jvc} command that a document shows is one that this {@code jvc} understands. What it
 * then does is seen by {@code DocumentedCommandsIT}.
 */
final class DocumentedCommandsTest {

  /** The command line of jvc within what is shown, which may be part of a longer one. */
  private static final Pattern JVC = Pattern.compile("(?:^|\\$\\()jvc ([^)]*)");

  static Stream<Shown> commands() {
    return Shown.everywhere().filter(shown -> JVC.matcher(shown.command()).find());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void isUnderstood(Shown shown) {
    Matcher jvc = JVC.matcher(shown.command());
    assertTrue(jvc.find());
    List<String> words = words(jvc.group(1));
    if (words.getFirst().equals("COMMAND")) {
      return;
    }
    ExecArguments exec = assertDoesNotThrow(() -> ExecArguments.divide(words));
    CommandLine line = Verbs.commandLine(client(), "", exec, words.getFirst());
    line.setExpandAtFiles(false);
    List<String> own = words.getFirst().equals("exec") ? exec.own() : words;
    try {
      line.parseArgs(own.toArray(String[]::new));
    } catch (MissingParameterException incomplete) {
      assertTrue(shown.prose(), incomplete.getMessage());
    }
  }

  /** Up to what the shell makes of the rest. */
  private static List<String> words(String command) {
    return Arrays.stream(command.split(" [|&;<>]", -1)[0].strip().split("\\s+", -1))
        .map(word -> word.replaceAll("^[\"']|[\"']$", ""))
        .toList();
  }

  private static Client client() {
    Output nowhere = new Output(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    return new Client(Map.of(), nowhere, InstantSource.system(), () -> ZoneOffset.UTC, _ -> {});
  }
}
