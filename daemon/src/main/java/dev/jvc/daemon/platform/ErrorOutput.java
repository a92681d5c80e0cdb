package dev.jvc.daemon.platform;

import java.util.List;

/**
 * What a program wrote to standard error, up to a limit.
 *
 * @param text as it was written; bytes that are not UTF-8 are replaced
 */
public record ErrorOutput(String text) {

  private static final int MAX_SHOWN = 200;

  /** The lines, without their ends. */
  public List<String> lines() {
    return text.lines().toList();
  }

  /**
   * The last line that says something, as a message may show it: short, and without anything that a
   * terminal would act on; empty when there is none.
   */
  public String lastLine() {
    List<String> said = text.lines().filter(line -> !line.isBlank()).toList();
    if (said.isEmpty()) {
      return "";
    }
    StringBuilder shown = new StringBuilder();
    said.getLast()
        .strip()
        .codePoints()
        .limit(MAX_SHOWN)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
