package dev.jvc.daemon.platform;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A pipe that holds everything a program is to read before the program starts.
 *
 * <p>However this process ends, the program reads all of it or is not started: it never takes the
 * first half, or nothing, for the whole.
 */
final class FilledPipe implements AutoCloseable {

  /** What fits into an empty pipe at once, with a margin (pipe(7)). */
  static final int CAPACITY = 60 * 1024;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final int O_NONBLOCK = 0x800;

  private final int readEnd;

  private FilledPipe(int readEnd) {
    this.readEnd = readEnd;
  }

  /**
   * Makes the pipe.
   *
   * @throws IOException when the system has no room for it
   */
  static FilledPipe of(byte[] content) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(INT, 2);
      if (open(ends) != 0) {
        throw new IOException("no pipe can be opened");
      }
      FilledPipe pipe = new FilledPipe(ends.getAtIndex(INT, 0));
      int writeEnd = ends.getAtIndex(INT, 1);
      MemorySegment copy = arena.allocate(Math.max(1, content.length));
      copy.copyFrom(MemorySegment.ofArray(content));
      long written = write(writeEnd, copy, content.length);
      copy.fill((byte) 0);
      closeEnd(writeEnd);
      if (written != content.length) {
        pipe.close();
        throw new IOException("a pipe does not take " + content.length + " bytes");
      }
      return pipe;
    }
  }

  /** The name under which this process opens the end to read from. */
  File readEnd() {
    return switch (OperatingSystem.current()) {
      case LINUX -> new File("/proc/self/fd/" + readEnd);
      case MACOS -> new File("/dev/fd/" + readEnd);
    };
  }

  @Override
  public void close() {
    closeEnd(readEnd);
  }

  /** Where it can be had, a write that does not fit fails instead of waiting for a reader. */
  private static int open(MemorySegment ends) {
    return switch (OperatingSystem.current()) {
      case LINUX ->
          (int)
              CLibrary.call(
                  "pipe2", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT), ends, O_NONBLOCK);
      case MACOS ->
          (int) CLibrary.call("pipe", FunctionDescriptor.of(INT, ValueLayout.ADDRESS), ends);
    };
  }

  private static long write(int end, MemorySegment content, long length) {
    return length == 0
        ? 0
        : (long)
            CLibrary.call(
                "write",
                FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG),
                end,
                content,
                length);
  }

  private static void closeEnd(int end) {
    CLibrary.call("close", FunctionDescriptor.of(INT, INT), end);
  }
}
