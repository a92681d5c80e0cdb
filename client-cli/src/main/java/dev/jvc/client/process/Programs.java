package dev.jvc.client.process;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the programs are that the client starts or names. */
public final class Programs {

  private Programs() {}

  /**
   * The daemon's program, beside the client's launcher.
   *
   * @throws Failure when the client was not started by its launcher
   */
  public static Path jvcd(Map<String, String> environment) throws Failure {
    return beside(environment, "jvcd");
  }

  /**
   * The client's own launcher.
   *
   * @throws Failure when the client was not started by it
   */
  public static Path jvc(Map<String, String> environment) throws Failure {
    return beside(environment, "jvc");
  }

  /**
   * The client's own launcher by the name that outlasts an upgrade: as {@code PATH} leads to it,
   * else as it was started.
   *
   * @throws Failure when the client was not started by it
   */
  public static Path lastingJvc(Map<String, String> environment) throws Failure {
    Path own = jvc(environment);
    Path found = find("jvc", environment);
    try {
      boolean same = found != null && found.isAbsolute() && Files.isSameFile(found, own);
      return same && found != null ? found.normalize() : own;
    } catch (IOException gone) {
      return own;
    }
  }

  /** The first file of a name in the folders of {@code PATH} that may be executed, or null. */
  public static @Nullable Path find(String name, Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    int start = 0;
    while (start <= path.length()) {
      int colon = path.indexOf(':', start);
      int end = colon < 0 ? path.length() : colon;
      Path candidate = Path.of(path.substring(start, end)).resolve(name);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
      start = end + 1;
    }
    return null;
  }

  private static Path beside(Map<String, String> environment, String name) throws Failure {
    String folder = environment.get("JVC_BIN");
    if (folder == null || folder.isEmpty()) {
      throw Failure.of(
          ExitCode.FAILED, "JVC_BIN is not set: start the client through its launcher bin/jvc");
    }
    Path program = Path.of(folder).toAbsolutePath().normalize().resolve(name);
    if (!Files.isExecutable(program)) {
      throw Failure.of(ExitCode.FAILED, "cannot find " + program + ": install jvc again");
    }
    return program;
  }
}
