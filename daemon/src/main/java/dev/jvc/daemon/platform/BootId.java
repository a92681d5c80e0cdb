package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Linux: {@code /proc/sys/kernel/random/boot_id} (random(4)). macOS: not known. */
  static BootId of(OperatingSystem os) {
    return switch (os) {
      case LINUX -> BootId::linux;
      case MACOS ->
          () -> {
            throw new IOException("this system does not tell its starts apart");
          };
    };
  }

  private static byte[] linux() throws IOException {
    String text = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    try {
      UUID id = UUID.fromString(text);
      return ByteBuffer.allocate(LENGTH)
          .putLong(id.getMostSignificantBits())
          .putLong(id.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException malformed) {
      throw new IOException("the boot id is malformed", malformed);
    }
  }
}
