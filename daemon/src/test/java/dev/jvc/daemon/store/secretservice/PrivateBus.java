package dev.jvc.daemon.store.secretservice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A session bus in a folder of its own, which starts no programs by itself.
 *
 * <p>Closing it ends the bus and removes the folder.
 */
final class PrivateBus implements AutoCloseable {

  private final Path folder;
  private final Process daemon;

  private PrivateBus(Path folder, Process daemon) {
    this.folder = folder;
    this.daemon = daemon;
  }

  static PrivateBus start() throws IOException {
    // Short, because a socket's path has little room.
    Path folder =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "jvc-bus",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path configuration = folder.resolve("bus.conf");
    Files.writeString(
        configuration,
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
          "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>session</type>
          <listen>unix:path=%s</listen>
          <auth>EXTERNAL</auth>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
          </policy>
        </busconfig>
        """
            .formatted(folder.resolve("bus")));
    Process daemon =
        new ProcessBuilder("dbus-daemon", "--nofork", "--config-file=" + configuration)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("bus.log").toFile())
            .start();
    PrivateBus bus = new PrivateBus(folder, daemon);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(folder.resolve("bus")));
    return bus;
  }

  Path folder() {
    return folder;
  }

  String address() {
    return "unix:path=" + folder.resolve("bus");
  }

  /** What a program on this bus, and on a desktop, has in its environment. */
  Map<String, String> environment() {
    return Map.of("DBUS_SESSION_BUS_ADDRESS", address(), "DISPLAY", ":99");
  }

  /** Stops the bus for good, as a logout does. */
  void stop() {
    daemon.destroyForcibly();
    daemon.onExit().join();
  }

  /** Sends the bus's process a signal, such as {@code STOP}. */
  void signal(String name) throws IOException {
    signal(daemon, name);
  }

  static void signal(Process process, String name) throws IOException {
    Process kill =
        new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid())))
            .inheritIO()
            .start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("cannot send " + name);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
