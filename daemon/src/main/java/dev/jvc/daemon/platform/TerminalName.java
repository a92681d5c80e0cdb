package dev.jvc.daemon.platform;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The device of the terminal that this process was started in, by the name under which a process of
 * another session opens it, which {@code /dev/tty} is not.
 */
public final class TerminalName {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final int MAX_LENGTH = 256;

  /** The major numbers of pseudoterminals (Linux, {@code devices.txt}). */
  private static final int FIRST_PTS = 136;

  private static final int LAST_PTS = 143;

  private TerminalName() {}

  /** The device, or empty when there is no terminal, or none that has a name. */
  public static Optional<Path> current() {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
      Optional<Path> name = nameOf(descriptor);
      if (name.isPresent()) {
        return name;
      }
    }
    return OperatingSystem.current() == OperatingSystem.LINUX
        ? controlling(Path.of("/proc/self/stat"))
        : Optional.empty();
  }

  @SuppressWarnings("restricted")
  private static Optional<Path> nameOf(int descriptor) {
    if (!TerminalModes.isTerminal(descriptor)) {
      return Optional.empty();
    }
    MemorySegment name =
        (MemorySegment)
            CLibrary.call("ttyname", FunctionDescriptor.of(ValueLayout.ADDRESS, INT), descriptor);
    return name.address() == 0
        ? Optional.empty()
        : Optional.of(Path.of(name.reinterpret(MAX_LENGTH).getString(0)));
  }

  /** The controlling terminal in a file of the form of {@code /proc/PID/stat} (proc(5)). */
  static Optional<Path> controlling(Path stat) {
    try {
      String facts = Files.readString(stat);
      // The program's name stands in parentheses and may hold anything.
      String[] afterName = facts.substring(facts.lastIndexOf(')') + 2).split(" ", -1);
      int device = Integer.parseInt(afterName[4]);
      int major = (device >> 8) & 0xfff;
      int minor = (device & 0xff) | ((device >> 12) & 0xfff00);
      Path pts = Path.of("/dev/pts/" + minor);
      return major >= FIRST_PTS && major <= LAST_PTS && Files.exists(pts)
          ? Optional.of(pts)
          : Optional.empty();
    } catch (IOException | RuntimeException unknown) {
      return Optional.empty();
    }
  }
}
