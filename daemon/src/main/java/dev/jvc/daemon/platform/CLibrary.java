package dev.jvc.daemon.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/** Calls into the C library that every process of the operating system has loaded. */
final class CLibrary {

  private CLibrary() {}

  /**
   * Calls a function once; arguments and result as the descriptor says.
   *
   * @throws IllegalStateException when the library has no such function
   */
  @SuppressWarnings("restricted")
  static Object call(String function, FunctionDescriptor descriptor, Object... arguments) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(function)
            .orElseThrow(() -> new IllegalStateException(function + " is not in the C library"));
    try {
      return linker.downcallHandle(address, descriptor).invokeWithArguments(arguments);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
