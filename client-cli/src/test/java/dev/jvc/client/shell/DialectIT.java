package dev.jvc.client.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real shells read back what was written for them. */
final class DialectIT {

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "plain",
          "two words",
          "'",
          "''",
          "'''",
          "a'b",
          "'a'",
          "\"",
          "\\",
          "\\'",
          "'\\''",
          "\\\\",
          "a\\nb",
          "$HOME",
          "${HOME}",
          "$(touch /tmp/jvc-was-here)",
          "`touch /tmp/jvc-was-here`",
          "; exit 3",
          "| exit 3",
          "& exit 3",
          "> /tmp/jvc-was-here",
          "#",
          "a #b",
          "!",
          "!!",
          "~",
          "*",
          "?",
          "[a-z]",
          "{a,b}",
          "%s",
          "-n",
          "--",
          "=",
          "a=b",
          "\t",
          "a\nb",
          "\n\n",
          "a\rb",
          "ü€😀",
          "‘’‚‛“”",
          "\u0001\u001b[31m",
          "x".repeat(10_000));

  static Stream<Arguments> shells() {
    return Stream.of(
        Arguments.of(Dialect.POSIX, List.of("sh")),
        Arguments.of(Dialect.POSIX, List.of("bash")),
        Arguments.of(Dialect.POSIX, List.of("bash", "--posix")),
        Arguments.of(Dialect.POSIX, List.of("zsh", "-f")),
        Arguments.of(Dialect.POSIX, List.of("zsh", "-f", "-o", "RC_QUOTES")),
        Arguments.of(Dialect.FISH, List.of("fish", "--no-config")));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("shells")
  void valuesComeBackAsTheyWere(Dialect dialect, List<String> shell) throws Exception {
    StringBuilder script = new StringBuilder();
    for (String value : values()) {
      script.append(dialect.write(new EnvironmentChange().set("JVC_VALUE", value)));
      script.append("printf '%s\\0' \"$JVC_VALUE\"\n");
    }

    assertEquals(values(), divided(run(shell, script.toString())));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("shells")
  void aVariableIsRemovedAndAnotherReachesPrograms(Dialect dialect, List<String> shell)
      throws Exception {
    EnvironmentChange change =
        new EnvironmentChange()
            .set("JVC_VALUE", "it's")
            .remove(List.of("JVC_GONE", "JVC_NEVER_THERE", "JVC_VALUE"));

    assertEquals("JVC_VALUE=it's\n", run(shell, dialect.write(change) + "env | grep JVC_\n"));
  }

  /** Shells read such files as well as the tools and libraries that have them do. */
  @Test
  void aDotenvFileIsReadAsAShellWouldReadIt() throws Exception {
    List<String> values =
        values().stream().filter(v -> !v.contains("\n") && !v.contains("\r")).toList();
    StringBuilder script = new StringBuilder("set -a\n");
    for (String value : values) {
      script.append(Dialect.DOTENV.write(new EnvironmentChange().set("JVC_VALUE", value)));
      script.append("printf '%s\\0' \"$JVC_VALUE\"\n");
    }

    assertEquals(values, divided(run(List.of("sh"), script.toString())));
  }

  @Test
  void jsonIsReadByPython() throws Exception {
    StringBuilder documents = new StringBuilder();
    for (String value : values()) {
      documents.append(Dialect.JSON.write(new EnvironmentChange().set("JVC_VALUE", value)));
      documents.append('\0');
    }
    String program =
        """
        import json, sys
        for document in sys.stdin.buffer.read().split(b'\\0')[:-1]:
            sys.stdout.buffer.write(json.loads(document)['JVC_VALUE'].encode() + b'\\0')
        """;

    assertEquals(values(), divided(run(List.of("python3", "-c", program), documents.toString())));
  }

  private static List<String> divided(String text) {
    List<String> parts = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\0', start);
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    return parts;
  }

  private static List<String> values() {
    List<String> values = new ArrayList<>(HOSTILE);
    Random random = new Random(7);
    String alphabet = "ab '\"\\$`\n;|&<>(){}[]*?!#~=%-^ü‘’\t";
    for (int i = 0; i < 30; i++) {
      StringBuilder value = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      values.add(value.toString());
    }
    return values;
  }

  /** Gives a program its input and returns what it prints. */
  private static String run(List<String> command, String input) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(Map.of("JVC_GONE", "x", "LC_ALL", "C.UTF-8"));
    Process process = builder.start();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
              } catch (IOException ended) {
                throw new UncheckedIOException(ended);
              }
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    process.getInputStream().transferTo(out);
    assertEquals(0, process.waitFor());
    writer.join();
    return out.toString(StandardCharsets.UTF_8);
  }
}
