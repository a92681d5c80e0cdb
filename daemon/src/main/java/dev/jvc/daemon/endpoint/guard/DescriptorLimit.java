package dev.jvc.daemon.endpoint.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many connections a listener may hold, so that a flood of them cannot take the descriptors
 * that the rest of the process needs.
 *
 * <p>Helidon's listener ends for good when accepting fails for want of a descriptor.
 */
public final class DescriptorLimit {

  /** More has no use on one person's machine. */
  private static final int MOST = 1024;

  /** What Linux and macOS give a process at the least. */
  private static final long USUAL = 256;

  private DescriptorLimit() {}

  /** A quarter of the descriptors this process may open, at most 1,024. */
  public static int connections() {
    return connections(Path.of("/proc/self/limits"));
  }

  static int connections(Path limits) {
    return Math.clamp(softLimit(limits) / 4, 1, MOST);
  }

  private static long softLimit(Path limits) {
    try {
      for (String line : Files.readAllLines(limits)) {
        if (line.startsWith("Max open files")) {
          String soft = line.substring("Max open files".length()).strip().split(" +", 2)[0];
          return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // macOS has no such file.
    }
    return USUAL;
  }
}
