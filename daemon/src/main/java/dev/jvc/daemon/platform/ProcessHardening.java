package dev.jvc.daemon.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes this process to debuggers and crash dumps of the same user, before the first secret is
 * read.
 *
 * <p>Linux: {@code prctl(PR_SET_DUMPABLE, 0)}, which also takes {@code /proc/PID/mem}, {@code
 * maps}, {@code environ} and {@code fd} away from the user's other processes (prctl(2), ptrace(2)).
 * macOS: {@code ptrace(PT_DENY_ATTACH)}. Both: no core files ({@code setrlimit(RLIMIT_CORE)}). None
 * of it stops root.
 */
public final class ProcessHardening {

  private static final int PR_SET_DUMPABLE = 4;
  private static final int PT_DENY_ATTACH = 31;
  private static final int RLIMIT_CORE = 4;

  private ProcessHardening() {}

  /**
   * Applies what the operating system offers.
   *
   * @return a sentence for each protection that could not be had; empty when all hold
   */
  public static List<String> apply(OperatingSystem os) {
    List<String> missing = new ArrayList<>();
    try {
      if (setCoreLimitToZero() != 0) {
        missing.add("core files could not be switched off");
      }
      boolean closed =
          switch (os) {
            case LINUX -> prctl(PR_SET_DUMPABLE, 0) == 0;
            case MACOS -> denyAttach() == 0;
          };
      if (!closed) {
        missing.add("other programs of this user can read this process's memory");
      }
    } catch (LinkageError | RuntimeException unavailable) {
      missing.add("this process could not be closed to debuggers");
    }
    return List.copyOf(missing);
  }

  private static int setCoreLimitToZero() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = arena.allocate(ValueLayout.JAVA_LONG, 2);
      return (int)
          CLibrary.call(
              "setrlimit",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
              RLIMIT_CORE,
              none);
    }
  }

  private static int prctl(int option, long value) {
    FunctionDescriptor descriptor =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);
    return (int) CLibrary.call("prctl", descriptor, option, value, 0L, 0L, 0L);
  }

  private static int denyAttach() {
    FunctionDescriptor descriptor =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    return (int) CLibrary.call("ptrace", descriptor, PT_DENY_ATTACH, 0, MemorySegment.NULL, 0);
  }
}
