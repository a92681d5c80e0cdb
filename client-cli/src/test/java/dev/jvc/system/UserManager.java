package dev.jvc.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real systemd user manager with a journal of its own, for one {@link Machine}.
 *
 * <p>It lives in its own pid and mount namespace and in a cgroup of its own, so that the service
 * manager and the journal of the machine that runs the tests are neither asked nor told anything,
 * and everything it started goes with it. Programs that are to see the service's processes run in
 * there as well.
 */
final class UserManager implements AutoCloseable {

  /** The condition, as {@code bin/lib/test-conditions} lists it. */
  static final String CONDITION = "needs root and systemd: runs a user service manager of its own";

  private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private static final String START =
      """
      set -eu
      for cgroup in "$@"; do
        echo $$ >"$cgroup/cgroup.procs"
      done
      exec unshare --pid --fork --mount --mount-proc sh -c '
        set -eu
        mount -t tmpfs tmpfs /run
        mkdir -p /run/systemd/system
        /lib/systemd/systemd-journald >/dev/null 2>&1 &
        /lib/systemd/systemd --user &
        wait $!
      '
      """;

  private final Machine machine;
  private final String cgroup;
  private final Process outer;
  private final ProcessHandle inner;

  private UserManager(Machine machine, String cgroup, Process outer, ProcessHandle inner) {
    this.machine = machine;
    this.cgroup = cgroup;
    this.outer = outer;
    this.inner = inner;
  }

  /** Whether one can be run here. */
  static boolean possible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(SYSTEMD)
        && hierarchies().stream()
            .allMatch(hierarchy -> Files.isWritable(hierarchy.resolve("cgroup.procs")));
  }

  /** Those in which systemd keeps its units: both of a hybrid set-up, or the only one. */
  private static List<Path> hierarchies() {
    List<Path> own =
        Stream.of("systemd", "unified").map(CGROUPS::resolve).filter(Files::isDirectory).toList();
    return own.isEmpty() ? List.of(CGROUPS) : own;
  }

  /** Starts it with the machine's environment, and waits until it takes commands. */
  static UserManager start(Machine machine) throws IOException {
    return start(machine, false, List.of(), 1);
  }

  /**
   * The same with only what a session has: none of the variables that say where files or AWS are.
   */
  static UserManager startKnowingNothing(Machine machine) throws IOException {
    return start(machine, true, List.of(), 1);
  }

  /** The same in a root of its own, whose programs and units it finds. */
  static UserManager startIn(CleanRoot root, Machine machine) throws IOException {
    return start(machine, true, root.entrance(), 2);
  }

  /**
   * @param entrance what stands before a command that is to run in another root
   * @param depth how many children there are from the process started here to the first one in the
   *     namespace
   */
  private static UserManager start(
      Machine machine, boolean knowingNothing, List<String> entrance, int depth)
      throws IOException {
    String cgroup = "jvc-test-" + machine.home().getFileName();
    List<String> command = new ArrayList<>(entrance);
    command.addAll(List.of("sh", "-c", START, "sh"));
    for (Path hierarchy : hierarchies()) {
      command.add(Files.createDirectory(hierarchy.resolve(cgroup)).toString());
    }
    ProcessBuilder builder =
        machine
            .builder(Map.of(), command)
            .redirectErrorStream(true)
            .redirectOutput(machine.home().resolve("manager.log").toFile());
    if (knowingNothing) {
      builder
          .environment()
          .keySet()
          .removeAll(Set.of("AWS_ENDPOINT_URL_STS", "XDG_DATA_HOME", "XDG_STATE_HOME"));
    }
    Process outer = builder.start();
    await("the namespace").until(() -> descendant(outer.toHandle(), depth).isPresent());
    UserManager manager =
        new UserManager(machine, cgroup, outer, descendant(outer.toHandle(), depth).orElseThrow());
    await("the user manager")
        .atMost(Duration.ofSeconds(30))
        .until(() -> manager.systemctl("show", "--property=Version").exit() == 0);
    return manager;
  }

  private static Optional<ProcessHandle> descendant(ProcessHandle process, int depth) {
    Optional<ProcessHandle> found = Optional.of(process);
    for (int i = 0; i < depth; i++) {
      found = found.flatMap(parent -> parent.children().findFirst());
    }
    return found;
  }

  /** Runs a program beside the service. */
  Machine.Result run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), "", List.of(command));
  }

  /** The same with further variables and standard input. */
  Machine.Result run(Map<String, String> more, String stdin, List<String> command)
      throws IOException, InterruptedException {
    List<String> inside =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--target",
                Long.toString(inner.pid()),
                "--mount",
                "--pid",
                "--root",
                "--wd"));
    inside.addAll(command);
    return machine.run(more, stdin, inside);
  }

  /** Runs {@code jvc} beside the service. */
  Machine.Result jvc(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), "", Machine.jvcCommand(arguments));
  }

  /** Runs {@code systemctl --user}. */
  Machine.Result systemctl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("systemctl", "--user", "--no-pager"));
    command.addAll(Arrays.asList(arguments));
    return run(Map.of(), "", command);
  }

  /** What the manager knows of the unit {@code jvcd.service}, by the names of systemctl(1). */
  Map<String, String> unit() throws IOException, InterruptedException {
    Map<String, String> properties = new TreeMap<>();
    systemctl("show", "jvcd.service")
        .out()
        .lines()
        .forEach(line ->
            properties.put(
                line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return properties;
  }

  /** One property of the unit; for conditions that are waited for. */
  String unit(String property) throws IOException, InterruptedException {
    return unit().getOrDefault(property, "");
  }

  /** The service's process, as those in there see it; 0 when it does not run. */
  long mainPid() throws IOException, InterruptedException {
    return Long.parseLong(unit("MainPID"));
  }

  /** The lines that the service wrote to the journal, each with its priority in front. */
  List<String> journal() throws IOException, InterruptedException {
    Machine.Result printed =
        run(
            "sh",
            "-c",
            """
            journalctl --no-pager -o json SYSLOG_IDENTIFIER=jvcd |
              python3 -c 'import json, sys
            for line in sys.stdin:
                entry = json.loads(line)
                print(entry["PRIORITY"], entry["MESSAGE"])'
            """);
    return printed.out().lines().toList();
  }

  @Override
  public void close() throws IOException {
    // The end of the first process in a pid namespace is the end of all.
    inner.destroyForcibly();
    try {
      outer.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    await("the cgroups are empty").ignoreExceptions().until(this::removeCgroups);
  }

  /** Of every hierarchy, because a manager that runs as root uses all there are. */
  private boolean removeCgroups() throws IOException {
    try (Stream<Path> hierarchies = Files.list(CGROUPS)) {
      for (Path hierarchy : Stream.concat(hierarchies, Stream.of(CGROUPS)).toList()) {
        Path own = hierarchy.resolve(cgroup);
        if (Files.isDirectory(own)) {
          removeFolders(own);
        }
      }
    }
    return true;
  }

  private static void removeFolders(Path top) throws IOException {
    try (Stream<Path> found = Files.walk(top)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(path)) {
          Files.delete(path);
        }
      }
    }
  }
}
