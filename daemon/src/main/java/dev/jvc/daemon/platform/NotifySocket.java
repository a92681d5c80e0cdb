package dev.jvc.daemon.platform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The socket on which systemd wants to hear how its service is (sd_notify(3)).
 *
 * <p>It takes datagrams, which Java's own Unix domain sockets cannot send. Its address is a path,
 * or a name in the kernel's abstract namespace, written with {@code @} for the leading zero byte
 * (unix(7)).
 */
public final class NotifySocket {

  /** {@code AF_UNIX}, {@code SOCK_DGRAM | SOCK_CLOEXEC} and {@code MSG_NOSIGNAL} of Linux. */
  private static final int AF_UNIX = 1;

  private static final int DATAGRAM = 2 | 02000000;
  private static final int NO_SIGNAL = 0x4000;

  /** {@code sockaddr_un}: the family, and the path of at most this many bytes. */
  private static final int FAMILY_BYTES = 2;

  private static final int PATH_BYTES = 108;

  private final byte[] path;

  private NotifySocket(byte[] path) {
    this.path = path;
  }

  /**
   * The socket that the service manager named.
   *
   * @return empty where no service manager of Linux started this process, or one that names a
   *     socket of another kind, such as {@code vsock:}
   */
  public static Optional<NotifySocket> of(Map<String, String> environment, OperatingSystem os) {
    String name = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (os != OperatingSystem.LINUX || !(name.startsWith("/") || name.startsWith("@"))) {
      return Optional.empty();
    }
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length < 2 || path.length >= PATH_BYTES) {
      return Optional.empty();
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
    return Optional.of(new NotifySocket(path));
  }

  /**
   * Sends one message: assignments such as {@code READY=1}, each on a line of its own.
   *
   * @throws IOException when the service manager does not take it
   */
  public void send(String message) throws IOException {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Functions.STATE);
      MemorySegment address = arena.allocate(FAMILY_BYTES + PATH_BYTES, Short.BYTES);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
      int socket = (int) Functions.SOCKET.invokeExact(state, AF_UNIX, DATAGRAM, 0);
      if (socket < 0) {
        throw failed(state);
      }
      try {
        long sent =
            (long)
                Functions.SENDTO.invokeExact(
                    state,
                    socket,
                    arena.allocateFrom(ValueLayout.JAVA_BYTE, text),
                    (long) text.length,
                    NO_SIGNAL,
                    address,
                    FAMILY_BYTES + path.length);
        if (sent != text.length) {
          throw failed(state);
        }
      } finally {
        int ignored = (int) Functions.CLOSE.invokeExact(state, socket);
      }
    } catch (IOException | RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static IOException failed(MemorySegment state) {
    return new IOException("error " + (int) Functions.ERRNO.get(state, 0L));
  }

  /** Linked when first called: a daemon that nobody watches need not wait for it. */
  private static final class Functions {

    static final StructLayout STATE = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    static final MethodHandle SOCKET =
        link(
            "socket",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));

    static final MethodHandle SENDTO =
        link(
            "sendto",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));

    static final MethodHandle CLOSE =
        link("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Functions() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link(String function, FunctionDescriptor descriptor) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker
              .defaultLookup()
              .find(function)
              .orElseThrow(() -> new IllegalStateException(function + " is not in the C library")),
          descriptor,
          Linker.Option.captureCallState("errno"));
    }
  }
}
