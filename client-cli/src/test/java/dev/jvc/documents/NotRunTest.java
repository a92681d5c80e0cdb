package dev.jvc.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of commands that are not run holds nothing that is gone, and documents hide none. */
final class NotRunTest {

  /** A command in an indented block, which nobody would find. */
  private static final Pattern HIDDEN =
      Pattern.compile("(?m)\\n\\n {4,}(?:\\$ |(?:jvcd?|bin/|sudo|aws|eval|export|docker|curl) ?)");

  @ParameterizedTest
  @MethodSource("dev.jvc.documents.NotRun#list")
  void everyEntryIsInADocumentAndItsTestExists(NotRun entry) throws IOException {
    assertTrue(Shown.everywhere().anyMatch(entry::covers), "no document shows it");
    assertTrue(entry.test().isEmpty() || tests().contains(entry.test()), "no test of this name");
  }

  @Test
  void noEntryStandsTwice() {
    List<NotRun> list = NotRun.list();

    assertEquals(list.size(), list.stream().map(NotRun::command).distinct().count());
  }

  @Test
  void commandsStandInBlocksThatSayWhatTheyAre() {
    List<String> hidden =
        Document.all().stream()
            .filter(document -> HIDDEN.matcher("\n\n" + document.prose()).find())
            .map(Document::name)
            .toList();

    assertEquals(List.of(), hidden, "put the commands into a block that begins with ```sh");
  }

  @Test
  void commandsAreFoundAsTheyAreTyped() {
    Document document =
        new Document(
            "a.md",
            """
            Type `jvc status`, or `jvc
            list`, beside `jvc.yaml` and `pass`.

              ```sh
              # first
              jvc login me   # once
              aws sts \\
                get-caller-identity
              ```

            ```console
            $ jvc list
            PROFILE
            me
            $ jvc lock
            ```

            ```yaml
            jvc: none
            ```
            """);

    assertEquals(
        List.of(
            new Shown("a.md", "jvc login me", "jvc login me", List.of(), false),
            new Shown("a.md", "jvc login me", "aws sts get-caller-identity", List.of(), false),
            new Shown("a.md", "jvc list", "jvc list", List.of("PROFILE", "me"), false),
            new Shown("a.md", "jvc list", "jvc lock", List.of(), false),
            new Shown("a.md", "jvc status", "jvc status", List.of(), true),
            new Shown("a.md", "jvc list", "jvc list", List.of(), true)),
        Shown.in(document));
  }

  @Test
  void anEntryForABlockCoversAllOfIt() {
    Shown second = new Shown("a.md", "bin/demo", "exit", List.of(), false);

    assertTrue(NotRun.of("block: bin/demo ;; has its own test ;; DemoIT").covers(second));
    assertEquals("", NotRun.of("exit ;; ends the shell").test());
    assertTrue(NotRun.of("exit ;; ends the shell").covers(second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvc lock", "jvc lock ;;  ;; LockIT", "a ;; b ;; c ;; d"})
  void anEntryWithoutAReasonIsRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> NotRun.of(line));
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> modules =
        Stream.of("daemon", "client-cli", "sandbox")
            .map(module -> Golden.root().resolve(module + "/src/test/java"))) {
      return modules
          .flatMap(NotRunTest::javaFiles)
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
