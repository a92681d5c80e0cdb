package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells one start of the machine from every other. */
@FunctionalInterface
public interface BootId {

  /** How many bytes {@link #bytes()} has. */
  int LENGTH = 16;

  /**
   * The present start's.
   *
   * @throws IOException when the system does not say
   */
  byte[] bytes() throws IOException;

  /**
   * Linux: {@code /proc/sys/kernel/random/boot_id} (random(4)). macOS: {@code kern.bootsessionuuid}
   * of sysctl(8).
   */
  static BootId of(OperatingSystem os) {
    return switch (os) {
      case LINUX -> () -> bytes(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")));
      case MACOS -> ofSysctl("/usr/sbin/sysctl");
    };
  }

  /**
   * The one that sysctl(8) prints.
   *
   * @param program the program, or what stands in for it
   */
  static BootId ofSysctl(String program) {
    return () -> {
      BoundedCommand command =
          new BoundedCommand(
              program,
              List.of("-n", "kern.bootsessionuuid"),
              Map.of("LANG", "C"),
              Duration.ofSeconds(3),
              1024);
      try (ChildPrograms programs = new ChildPrograms(ProgramPath.of(""));
          CommandResult result = programs.run(command)) {
        if (result instanceof CommandResult.Exited exited && exited.code() == 0) {
          return bytes(new String(exited.output(), StandardCharsets.US_ASCII));
        }
        throw new IOException("this system does not say when it was started");
      }
    };
  }

  private static byte[] bytes(String text) throws IOException {
    try {
      UUID id = UUID.fromString(text.strip());
      return ByteBuffer.allocate(LENGTH)
          .putLong(id.getMostSignificantBits())
          .putLong(id.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException malformed) {
      throw new IOException("the boot id is malformed", malformed);
    }
  }
}
