package dev.jvc.daemon.access;

import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The processes of the user that this process runs as.
 *
 * <p>On Linux owner and state come from {@code /proc/PID/status}, because the owner of {@code
 * /proc/PID} itself is root for every process that is closed to debuggers, this one included
 * (proc(5)). On macOS they come from {@link ProcessHandle}.
 */
public final class OwnProcesses implements ProcessLiveness {

  private static final Path PROC = Path.of("/proc");

  private final OperatingSystem os;
  private final String owner;

  /**
   * @throws IOException when the owner of this process cannot be told
   */
  public OwnProcesses(OperatingSystem os) throws IOException {
    this.os = os;
    this.owner =
        switch (os) {
          case LINUX -> effectiveUser(Files.readString(PROC.resolve("self/status")));
          case MACOS -> ProcessHandle.current().info().user().orElse("");
        };
  }

  @Override
  public Optional<ProcessIdentity> find(long pid) {
    return ProcessIdentity.of(pid).filter(this::isOwnAndRunning);
  }

  private boolean isOwnAndRunning(ProcessIdentity process) {
    return switch (os) {
      case LINUX -> {
        try {
          String status =
              Files.readString(
                  PROC.resolve(process.pid() + "/status"), StandardCharsets.ISO_8859_1);
          yield owner.equals(effectiveUser(status)) && !status.contains("\nState:\tZ");
        } catch (IOException gone) {
          yield false;
        }
      }
      case MACOS ->
          ProcessHandle.of(process.pid())
              .flatMap(handle -> handle.info().user())
              .filter(owner::equals)
              .isPresent();
    };
  }

  /** The second number of the {@code Uid} line: real, effective, saved and file system user. */
  private static String effectiveUser(String status) throws IOException {
    int line = status.indexOf("\nUid:\t");
    if (line < 0) {
      throw new IOException("/proc shows no owner of a process: is it mounted with hidepid?");
    }
    int effective = status.indexOf('\t', line + "\nUid:\t".length()) + 1;
    return status.substring(effective, status.indexOf('\t', effective));
  }
}
