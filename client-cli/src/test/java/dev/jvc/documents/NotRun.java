package dev.jvc.documents;

import dev.jvc.client.scripted.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * A command of the documents that their test does not run, from {@code
 * client-cli/src/test/documents/not-run.txt}.
 *
 * @param command the command; all of its block when it is the first of one and {@code block} is
 *     true
 * @param reason why it cannot be run there
 * @param test the simple name of the test that runs it; empty where no test can
 */
public record NotRun(String command, boolean block, String reason, String test) {

  private static final String BLOCK = "block: ";

  /** The whole list. */
  public static List<NotRun> list() {
    try (var lines =
        Files.lines(Golden.root().resolve("client-cli/src/test/documents/not-run.txt"))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(NotRun::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static NotRun of(String line) {
    String[] parts = line.split(" ;; ", -1);
    if (parts.length < 2 || parts.length > 3 || parts[1].isBlank()) {
      throw new IllegalArgumentException("COMMAND ;; REASON [;; TEST] is wanted: " + line);
    }
    boolean block = parts[0].startsWith(BLOCK);
    return new NotRun(
        block ? parts[0].substring(BLOCK.length()) : parts[0],
        block,
        parts[1],
        parts.length == 3 ? parts[2] : "");
  }

  /** Whether this is about a command that a document shows. */
  public boolean covers(Shown shown) {
    return command.equals(block ? shown.first() : shown.command());
  }
}
