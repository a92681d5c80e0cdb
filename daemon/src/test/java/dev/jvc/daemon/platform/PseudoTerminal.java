package dev.jvc.daemon.platform;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A pseudoterminal (pty(7)) whose keyboard and screen a test holds. */
final class PseudoTerminal implements AutoCloseable {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final int O_RDWR = 2;

  private final int master;
  private final Path device;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Thread watching;

  private PseudoTerminal(int master, Path device) {
    this.master = master;
    this.device = device;
    this.watching = Thread.ofPlatform().daemon().unstarted(this::watch);
  }

  static PseudoTerminal open() throws IOException {
    int master = (int) CLibrary.call("posix_openpt", FunctionDescriptor.of(INT, INT), O_RDWR);
    if (master < 0 || onMaster("grantpt", master) != 0 || onMaster("unlockpt", master) != 0) {
      throw new IOException("no pseudoterminal can be opened");
    }
    MemorySegment name =
        (MemorySegment)
            CLibrary.call("ptsname", FunctionDescriptor.of(ValueLayout.ADDRESS, INT), master);
    PseudoTerminal terminal = new PseudoTerminal(master, Path.of(text(name)));
    terminal.watching.start();
    return terminal;
  }

  /** The device that a program opens. */
  Path device() {
    return device;
  }

  /** What the screen has shown so far. */
  synchronized String screen() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** Shows bytes, which may end within a character: the terminal echoes byte by byte. */
  private synchronized void show(byte[] bytes) {
    screen.writeBytes(bytes);
  }

  void type(String keys) {
    byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
      transfer("write", buffer, bytes.length);
    }
  }

  /**
   * Ends when no program has the device open any more; the next terminal may have the same
   * descriptor, from which a thread that still watched would take what is shown there.
   */
  @Override
  public void close() throws IOException {
    // One that was never opened has nobody who could close it last.
    new FileInputStream(device.toFile()).close();
    try {
      watching.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    onMaster("close", master);
  }

  private void watch() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(4096);
      for (long read = transfer("read", buffer, 4096);
          read > 0;
          read = transfer("read", buffer, 4096)) {
        show(buffer.asSlice(0, read).toArray(ValueLayout.JAVA_BYTE));
      }
    }
  }

  private long transfer(String function, MemorySegment buffer, long length) {
    return (long)
        CLibrary.call(
            function,
            FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG),
            master,
            buffer,
            length);
  }

  private static int onMaster(String function, int master) {
    return (int) CLibrary.call(function, FunctionDescriptor.of(INT, INT), master);
  }

  @SuppressWarnings("restricted")
  private static String text(MemorySegment name) {
    byte[] bytes = name.reinterpret(256).toArray(ValueLayout.JAVA_BYTE);
    int length = 0;
    while (bytes[length] != 0) {
      length++;
    }
    return new String(Arrays.copyOf(bytes, length), StandardCharsets.US_ASCII);
  }
}
