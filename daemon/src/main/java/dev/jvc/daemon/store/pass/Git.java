package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.platform.BoundedCommand;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The history of a password store, asked whether it took a change: {@code pass} ends with exit code
 * 0 also when its commit was refused.
 */
final class Git {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MAX_OUTPUT = 64 * 1024;

  private final ChildPrograms programs;
  private final Path root;
  private final Map<String, String> environment;

  /**
   * @param environment of the password manager
   */
  Git(ChildPrograms programs, Path root, Map<String, String> environment) {
    this.programs = programs;
    this.root = root;
    this.environment = new HashMap<>(environment);
    // As the managers do: a repository around the store is not the store's.
    this.environment.put("GIT_CEILING_DIRECTORIES", root.resolve("..").toString());
  }

  /** Whether a change of a file was not committed, where there is a history at all. */
  boolean leftOut(Path file) {
    try (CommandResult status =
        run(file, "status", "--porcelain", "--untracked-files=all", "--", file.toString())) {
      return status instanceof CommandResult.Exited exited
          && exited.code() == 0
          && exited.output().length > 0;
    }
  }

  /** Makes what is to be committed next the same as what is in the file, or no longer is. */
  void stage(Path file) {
    run(file, "add", "--all", "--", file.toString()).close();
  }

  private CommandResult run(Path file, String... command) {
    List<String> arguments = new ArrayList<>(List.of("-C", repository(file).toString()));
    arguments.add("--literal-pathspecs");
    arguments.addAll(List.of(command));
    return programs.run(new BoundedCommand("git", arguments, environment, LIMIT, MAX_OUTPUT));
  }

  /** The folder of the file, or the nearest above it that exists. */
  private Path repository(Path file) {
    Path folder = file.getParent();
    while (folder != null && folder.startsWith(root) && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    return folder == null ? root : folder;
  }
}
