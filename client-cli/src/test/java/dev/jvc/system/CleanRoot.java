package dev.jvc.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A root to install packages into: this machine's file system without any Java, whose changes are
 * gone when it is closed.
 *
 * <p>It is an overlay in a mount namespace of its own. The home of the {@link Machine} is the same
 * inside and outside.
 */
final class CleanRoot implements AutoCloseable {

  /** The condition, as {@code bin/lib/test-conditions} lists it. */
  static final String CONDITION =
      "needs root, dpkg, rpm and overlayfs: installs packages into a root of its own";

  private static final String MAKE =
      """
      set -eu
      home=$1
      mkdir "$home/root"
      mount -t tmpfs -o mode=755 tmpfs "$home/root"
      mkdir "$home/root/upper" "$home/root/work" "$home/root/all"
      mount -t overlay overlay -o "lowerdir=/,upperdir=$home/root/upper,workdir=$home/root/work" "$home/root/all"
      cd "$home/root/all"
      mount -t proc proc proc
      mount --rbind /dev dev
      mount --rbind /sys sys
      mkdir -p "./$home"
      mount --bind "$home" "./$home"
      rm -rf usr/lib/jvm opt/java usr/bin/java usr/local/bin/java etc/alternatives/java
      touch "$home/root.ready"
      # Waits for whatever loses its parent in here, too, as the first process has to.
      sleep infinity &
      wait
      """;

  private final Machine machine;
  private final Process outer;
  private final ProcessHandle inner;

  private CleanRoot(Machine machine, Process outer, ProcessHandle inner) {
    this.machine = machine;
    this.outer = outer;
    this.inner = inner;
  }

  /** Whether one can be made here. */
  static boolean possible() {
    try {
      return UserManager.possible()
          && Files.isExecutable(Path.of("/usr/bin/dpkg-deb"))
          && Files.isExecutable(Path.of("/usr/bin/rpmbuild"))
          && Files.readString(Path.of("/proc/filesystems")).contains("\toverlay\n");
    } catch (IOException unknown) {
      return false;
    }
  }

  static CleanRoot make(Machine machine) throws IOException {
    Process outer =
        machine
            .builder(
                Map.of(),
                List.of(
                    "unshare",
                    "--mount",
                    "--pid",
                    "--fork",
                    "sh",
                    "-c",
                    MAKE,
                    "sh",
                    machine.home().toString()))
            .redirectErrorStream(true)
            .redirectOutput(machine.home().resolve("root.log").toFile())
            .start();
    await("the root")
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(machine.home().resolve("root.ready")) || !outer.isAlive());
    if (!outer.isAlive()) {
      throw new IOException(Files.readString(machine.home().resolve("root.log")));
    }
    return new CleanRoot(machine, outer, outer.children().findFirst().orElseThrow());
  }

  /** What stands before a command that is to run in there. */
  List<String> entrance() {
    return List.of(
        "nsenter",
        "--target",
        Long.toString(inner.pid()),
        "--mount",
        "--pid",
        "chroot",
        machine.home().resolve("root/all").toString());
  }

  /** Runs a program in there. */
  Machine.Result run(Map<String, String> more, String stdin, List<String> command)
      throws IOException, InterruptedException {
    return machine.run(more, stdin, Stream.concat(entrance().stream(), command.stream()).toList());
  }

  /** Runs a script in there, whose parameters follow. */
  Machine.Result sh(String script, String... parameters) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
    command.addAll(List.of(parameters));
    return run(Map.of(), "", command);
  }

  @Override
  public void close() throws IOException {
    // The end of the first process in the namespace is the end of all, and of the mounts.
    inner.destroyForcibly();
    try {
      outer.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(machine.home().resolve("root"));
  }
}
