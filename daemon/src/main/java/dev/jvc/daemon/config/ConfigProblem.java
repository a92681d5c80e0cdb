package dev.jvc.daemon.config;

/**
 * Something to mend in jvc's configuration file.
 *
 * @param file the file as messages show it
 * @param line the line from 1, or 0 when the problem concerns the whole file
 * @param message one lower-case sentence without a full stop that never repeats a value
 */
public record ConfigProblem(String file, int line, String message) {

  /** One line for a person, such as {@code ~/.config/jvc/jvc.yaml:2: unknown key lisen}. */
  public String text() {
    return (line == 0 ? file : file + ":" + line) + ": " + message;
  }
}
