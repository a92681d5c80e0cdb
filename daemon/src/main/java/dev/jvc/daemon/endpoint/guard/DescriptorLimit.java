package dev.jvc.daemon.endpoint.guard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many connections a listener may hold, so that a flood of them cannot take the descriptors
 * that the rest of the process needs.
 *
 * <p>Helidon's listener ends for good when accepting fails for want of a descriptor, and the JDK's
 * poller when it cannot be set up.
 */
public final class DescriptorLimit {

  /** More has no use on one person's machine. */
  private static final int MOST = 1024;

  /** So that something is served even where there is hardly any room. */
  private static final int LEAST = 4;

  /** What Linux and macOS give a process at the least. */
  private static final long USUAL = 256;

  /** For the control socket, calls to AWS, files, and the JDK's pollers. */
  private static final long RESERVE = 48;

  private DescriptorLimit() {}

  /**
   * A quarter of the descriptors that this process may open, less where the class path needs more
   * than the other three; at most 1,024.
   */
  public static int connections() {
    long held = Math.max(open(Path.of("/proc/self/fd")), open(Path.of("/dev/fd")));
    return connections(softLimit(Path.of("/proc/self/limits")), Math.max(held, jars()));
  }

  static int connections(long limit, long held) {
    return Math.clamp(Math.min(limit / 4, limit - held - RESERVE), LEAST, MOST);
  }

  static long softLimit(Path limits) {
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

  /** The descriptors in use, zero where the folder does not exist. */
  private static long open(Path descriptors) {
    try (Stream<Path> entries = Files.list(descriptors)) {
      return entries.count();
    } catch (IOException unknown) {
      return 0;
    }
  }

  /**
   * What the class path takes: each jar is opened by the virtual machine and by the class loader,
   * the latter as late as a class is first looked for in it, and stays open.
   */
  private static long jars() {
    String classPath = System.getProperty("java.class.path", "");
    return 2L * classPath.split(File.pathSeparator, -1).length;
  }
}
