package dev.jvc.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Containers of Podman's whose programs are those of this machine, so that no image has to be
 * fetched: an empty root into which {@code /usr} and the AWS clients are mounted to be read.
 */
final class Containers {

  private static final List<String> LINKS_INTO_USR = List.of("bin", "lib", "lib64", "sbin");
  private static final List<String> FOLDERS =
      List.of("usr", "etc", "dev", "proc", "sys", "run", "tmp", "root");

  private final Path store;
  private final Path root;

  /**
   * @param folder of Podman's own, and of the containers' root
   */
  Containers(Path folder) throws IOException {
    store = folder.resolve("store");
    root = folder.resolve("root");
    for (String each : FOLDERS) {
      Files.createDirectories(root.resolve(each));
    }
    for (String each : LINKS_INTO_USR) {
      Files.createSymbolicLink(root.resolve(each), Path.of("usr", each));
    }
  }

  /** Whether Podman is installed and this machine lets it run a container. */
  boolean arePossible() throws InterruptedException {
    try {
      return new ProcessBuilder(run(List.of(), List.of("--network", "none"), List.of("true")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /**
   * A command in a container.
   *
   * @param variables the names of those that the container gets, with the values they have outside
   * @param options more of {@code podman run}'s
   */
  List<String> run(Collection<String> variables, List<String> options, List<String> command)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("podman", "--log-level=error"));
    all.addAll(List.of("--root", store.toString(), "--runroot", store + "-run"));
    all.addAll(List.of("--storage-driver", "vfs", "--cgroup-manager", "cgroupfs"));
    // Podman's own limits are above those that a container within a container may set.
    all.addAll(List.of("--runtime", "runc", "run", "--rm"));
    all.addAll(List.of("--ulimit", "nofile=1000:1000", "--ulimit", "nproc=1000:1000"));
    for (String folder : new LinkedHashSet<>(List.of("/usr", AwsClients.tool(""), python()))) {
      all.addAll(List.of("-v", folder + ":" + folder + ":ro"));
    }
    for (String variable : variables) {
      all.addAll(List.of("-e", variable));
    }
    all.addAll(options);
    all.addAll(List.of("--rootfs", root.toString()));
    all.addAll(command);
    return all;
  }

  /** The installation that the environment of the AWS clients was made from. */
  private static String python() throws IOException {
    Path interpreter = Path.of(AwsClients.python("").getFirst()).toRealPath();
    return interpreter.resolve("../..").normalize().toString();
  }
}
