package dev.jvc.daemon.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** The service manager's end of a notify socket: receives datagrams, as Java's own cannot. */
public final class DatagramReceiver implements AutoCloseable {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int LONGEST = 4096;

  private final int socket;

  private DatagramReceiver(int socket) {
    this.socket = socket;
  }

  /** Binds a path, or a name in the abstract namespace that is written with {@code @}. */
  public static DatagramReceiver bind(String name) {
    int socket =
        (int)
            CLibrary.call(
                "socket", FunctionDescriptor.of(INT, INT, INT, INT), AF_UNIX, SOCK_DGRAM, 0);
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path[0] == '@') {
      path[0] = 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(110, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
      int bound =
          (int)
              CLibrary.call(
                  "bind",
                  FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT),
                  socket,
                  address,
                  2 + path.length);
      if (bound != 0) {
        throw new IllegalStateException("cannot bind " + name);
      }
    }
    return new DatagramReceiver(socket);
  }

  /** The next message; waits for it. */
  public String receive() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(LONGEST);
      long length =
          (long)
              CLibrary.call(
                  "recv",
                  FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG, INT),
                  socket,
                  buffer,
                  (long) LONGEST,
                  0);
      return new String(
          buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    CLibrary.call("close", FunctionDescriptor.of(INT, INT), socket);
  }
}
