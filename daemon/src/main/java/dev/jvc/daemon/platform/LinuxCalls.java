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

/** Calls of the Linux kernel that the C library has no functions for (syscall(2)). */
final class LinuxCalls {

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private LinuxCalls() {}

  /**
   * The numbers of the calls on one architecture.
   *
   * @param addKey {@code add_key(2)}
   * @param keyctl {@code keyctl(2)}
   */
  record Numbers(long addKey, long keyctl) {

    /** What no kernel has, so that it answers as one without keyrings does. */
    private static final Numbers NONE = new Numbers(-1, -1);

    /**
     * @param architecture as {@code os.arch} names it
     */
    static Numbers of(String architecture) {
      return switch (architecture) {
        case "amd64" -> new Numbers(248, 250);
        case "aarch64", "riscv64" -> new Numbers(217, 219);
        default -> NONE;
      };
    }
  }

  /** The kernel refused. */
  static final class FailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int number;

    /**
     * @param number {@code errno}, whose values are the same on every architecture named above
     */
    FailedException(int number) {
      super(reason(number));
      this.number = number;
    }

    /** {@code ENOKEY}, {@code EKEYEXPIRED} or {@code EKEYREVOKED}. */
    boolean isAbsence() {
      return number >= 126 && number <= 128;
    }

    private static String reason(int number) {
      return switch (number) {
        case 1 -> "operation not permitted";
        case 13 -> "permission denied";
        case 38 -> "this kernel has no keyrings";
        case 122 -> "this user's quota of keys is used up";
        default -> "error " + number;
      };
    }
  }

  /**
   * Makes a call with five arguments.
   *
   * @throws FailedException when the kernel refuses it
   */
  static long call(long number, long first, long second, long third, long fourth, long fifth)
      throws FailedException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Function.STATE);
      long result =
          (long) Function.SYSCALL.invokeExact(state, number, first, second, third, fourth, fifth);
      if (result < 0) {
        throw new FailedException((int) Function.ERRNO.get(state, 0L));
      }
      return result;
    } catch (FailedException | RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Linked when first called: a daemon that keeps nothing need not wait for it. */
  private static final class Function {

    static final StructLayout STATE = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    static final MethodHandle SYSCALL = link();

    private Function() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker
              .defaultLookup()
              .find("syscall")
              .orElseThrow(() -> new IllegalStateException("syscall is not in the C library")),
          FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG, LONG, LONG),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));
    }
  }
}
