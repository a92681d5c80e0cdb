package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.terminal.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** Every {@code jvc} command that a document shows is one that this {@code jvc} understands. */
final class DocumentedCommandsTest {

  /** In prose: between backticks. */
  private static final Pattern IN_PROSE = Pattern.compile("`jvc ([^`]+)`");

  /** In an example, which is no drawing: at the start of an indented line, or in a substitution. */
  private static final Pattern IN_EXAMPLE =
      Pattern.compile(
          "(?m)^ {4}(?!.*-->)(?:\\$ )?(?:eval \"\\$\\()?jvc ([^#\\n]*?)(?:\\)\"[^\\n]*)?(?: +#.*)?$");

  /** One command as the document has it; prose may name a verb without what it needs. */
  record Shown(String document, String command, boolean prose) {

    @Override
    public String toString() {
      return document + ": jvc " + command;
    }
  }

  static Stream<Shown> commands() throws IOException {
    try (Stream<Path> docs = Files.walk(Golden.root().resolve("docs"))) {
      List<Path> documents =
          Stream.concat(
                  docs.filter(file -> file.toString().endsWith(".md")),
                  Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "config/jvc.yaml")
                      .map(Golden.root()::resolve))
              .sorted()
              .toList();
      return documents.stream().flatMap(DocumentedCommandsTest::in).toList().stream();
    }
  }

  private static Stream<Shown> in(Path file) {
    String name = Golden.root().relativize(file).toString();
    String text = assertDoesNotThrow(() -> Files.readString(file));
    return Stream.concat(
        IN_PROSE.matcher(text).results().map(found -> new Shown(name, found.group(1), true)),
        IN_EXAMPLE.matcher(text).results().map(found -> new Shown(name, found.group(1), false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void isUnderstood(Shown shown) {
    List<String> words = words(shown.command());
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

  @ParameterizedTest
  @MethodSource("samples")
  void commandsAreFoundWhereDocumentsHaveThem(String text, String command) {
    Matcher found = (text.startsWith("`") ? IN_PROSE : IN_EXAMPLE).matcher(text);

    assertTrue(found.find(), text);
    assertEquals(command, found.group(1));
  }

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("`jvc lock`", "lock"),
        Arguments.of("    jvc add me   # once", "add me"),
        Arguments.of("    $ jvc import", "import"),
        Arguments.of("    eval \"$(jvc env me)\"  # now", "env me"));
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
