package dev.jvc.daemon.platform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The modes of a terminal (termios(3)): what is echoed, and which keys stop a process.
 *
 * <p>Changed in the C library rather than by {@code stty}: no child process is needed, and the echo
 * comes back even while this process is ending.
 */
final class TerminalModes implements AutoCloseable {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

  private static final int O_RDWR = 2;

  /** Change at once, keeping what was typed ahead and never waiting for output to drain. */
  private static final int TCSANOW = 0;

  /** Echo of what is typed; the same bit on Linux and macOS. */
  private static final int ECHO = 0x8;

  private final int descriptor;
  private final Termios layout;
  private final byte[] original;
  private boolean hidden;
  private boolean closed;

  private TerminalModes(int descriptor, Termios layout, byte[] original) {
    this.descriptor = descriptor;
    this.layout = layout;
    this.original = original;
  }

  /**
   * Where {@code struct termios} keeps what is changed here, in bytes.
   *
   * @param localModes the low half of {@code c_lflag}; both systems are little-endian
   * @param suspend the first character of {@code c_cc} that stops a process
   * @param suspendCount how many of them follow each other
   * @param disabled {@code _POSIX_VDISABLE}
   */
  private record Termios(int size, int localModes, int suspend, int suspendCount, byte disabled) {

    /** Four 32-bit flag words, {@code c_line}, {@code c_cc[32]}; VSUSP is 10. */
    static final Termios LINUX = new Termios(60, 12, 17 + 10, 1, (byte) 0);

    /** Four 64-bit flag words, {@code c_cc[20]}; VSUSP is 10 and VDSUSP 11. */
    static final Termios MACOS = new Termios(72, 24, 32 + 10, 2, (byte) 0xff);
  }

  /** The modes of the terminal behind a device, or empty when it cannot be opened or is none. */
  static Optional<TerminalModes> open(Path device, OperatingSystem os) {
    Termios layout =
        switch (os) {
          case LINUX -> Termios.LINUX;
          case MACOS -> Termios.MACOS;
        };
    try (Arena arena = Arena.ofConfined()) {
      int descriptor =
          (int)
              CLibrary.call(
                  "open",
                  FunctionDescriptor.of(INT, POINTER, INT),
                  arena.allocateFrom(device.toString()),
                  O_RDWR);
      if (descriptor < 0) {
        return Optional.empty();
      }
      MemorySegment modes = arena.allocate(layout.size(), Long.BYTES);
      if (get(descriptor, modes) != 0) {
        close(descriptor);
        return Optional.empty();
      }
      return Optional.of(
          new TerminalModes(descriptor, layout, modes.toArray(ValueLayout.JAVA_BYTE)));
    }
  }

  /** Whether a descriptor of this process is a terminal. */
  static boolean isTerminal(int descriptor) {
    return (int) CLibrary.call("isatty", FunctionDescriptor.of(INT, INT), descriptor) == 1;
  }

  /**
   * Stops echoing, and stops the suspend key from stopping this process.
   *
   * @throws IOException when the terminal does not allow it; nothing may be typed then
   */
  synchronized void hide() throws IOException {
    byte[] modes = original.clone();
    modes[layout.localModes()] &= (byte) ~ECHO;
    for (int i = 0; i < layout.suspendCount(); i++) {
      modes[layout.suspend() + i] = layout.disabled();
    }
    hidden = true;
    if (closed || set(modes) != 0) {
      throw new IOException("what is typed cannot be hidden on this terminal");
    }
  }

  /** Puts the modes back as they were found; does nothing unless something is hidden. */
  synchronized void restore() {
    if (hidden && !closed) {
      hidden = set(original) != 0;
    }
  }

  @Override
  public synchronized void close() {
    restore();
    if (!closed) {
      closed = true;
      close(descriptor);
    }
  }

  private static int get(int descriptor, MemorySegment modes) {
    return (int)
        CLibrary.call("tcgetattr", FunctionDescriptor.of(INT, INT, POINTER), descriptor, modes);
  }

  private int set(byte[] modes) {
    try (Arena arena = Arena.ofConfined()) {
      return (int)
          CLibrary.call(
              "tcsetattr",
              FunctionDescriptor.of(INT, INT, INT, POINTER),
              descriptor,
              TCSANOW,
              arena.allocate(layout.size(), Long.BYTES).copyFrom(MemorySegment.ofArray(modes)));
    }
  }

  private static void close(int descriptor) {
    CLibrary.call("close", FunctionDescriptor.of(INT, INT), descriptor);
  }
}
