package dev.jvc.client.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Finds out, as a shell would, whether a command can be run (POSIX.1-2024, shell section 2.9.1.4).
 */
public enum CommandLookup {
  FOUND,
  NOT_EXECUTABLE,
  NOT_FOUND;

  /**
   * Looks a command up.
   *
   * <p>A name that the JVM cannot represent counts as found: the shell decides then.
   *
   * @param path the value of {@code PATH}
   */
  public static CommandLookup of(String command, String path) {
    if (command.indexOf('\ufffd') >= 0) {
      return FOUND;
    }
    if (command.indexOf('/') >= 0) {
      return look(command);
    }
    CommandLookup best = NOT_FOUND;
    for (String folder : path.split(":", -1)) {
      CommandLookup here = look((folder.isEmpty() ? "." : folder) + "/" + command);
      if (here == FOUND) {
        return FOUND;
      }
      if (here == NOT_EXECUTABLE) {
        best = NOT_EXECUTABLE;
      }
    }
    return best;
  }

  private static CommandLookup look(String name) {
    try {
      Path file = Path.of(name);
      if (!Files.exists(file)) {
        return NOT_FOUND;
      }
      return Files.isRegularFile(file) && Files.isExecutable(file) ? FOUND : NOT_EXECUTABLE;
    } catch (InvalidPathException unrepresentable) {
      return FOUND;
    }
  }
}
