package dev.jvc.daemon.platform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Keys of the type {@code user} in this user's keyring of the Linux kernel (keyrings(7)).
 *
 * <p>The user keyring {@code @u} belongs to the uid, not to a login or a process: a daemon that a
 * service manager started finds there what one started from a shell left. Session keyrings need not
 * lead to it (under systemd they often do not), and then nobody <em>possesses</em> a key in it; the
 * permissions therefore let the uid read it, and no other uid do anything.
 */
final class KernelKeyring implements VolatileKeys {

  /** {@code KEY_SPEC_THREAD_KEYRING}, {@code KEY_SPEC_USER_KEYRING} of {@code linux/keyctl.h}. */
  private static final long THREAD_KEYRING = -1;

  private static final long USER_KEYRING = -4;

  private static final long SETPERM = 5;
  private static final long LINK = 8;
  private static final long UNLINK = 9;
  private static final long SEARCH = 10;
  private static final long READ = 11;
  private static final long SET_TIMEOUT = 15;

  /** View, read and search for the uid; the possessor may set the time and make links as well. */
  private static final long PERMISSIONS = 0x3b0b0000L;

  private static final int LARGEST = 64;

  private final LinuxCalls.Numbers numbers;

  /**
   * @param architecture as {@code os.arch} names it; on one that is not known nothing can be held
   */
  KernelKeyring(String architecture) {
    this.numbers = LinuxCalls.Numbers.of(architecture);
  }

  @Override
  public void put(String name, byte[] key, Duration life) throws IOException {
    // A key can be given its permissions only by who possesses it, and what is added to the user
    // keyring may be nobody's: it is made in the keyring of a thread, which ends with the thread.
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          long made = add(name, key);
          keyctl(SETPERM, made, PERMISSIONS);
          // Zero would mean that it never ends.
          keyctl(SET_TIMEOUT, made, Math.max(1, life.toSeconds()));
          keyctl(LINK, made, USER_KEYRING);
          return true;
        });
    Thread.ofPlatform().name("keyring").start(task);
    try {
      task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException refused) {
        throw refused;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  @Override
  public Optional<byte[]> find(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long found = search(arena, name);
      MemorySegment memory = arena.allocate(LARGEST);
      long length = keyctl(READ, found, memory.address(), LARGEST);
      if (length > LARGEST) {
        return Optional.empty();
      }
      byte[] key = memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      memory.fill((byte) 0);
      return Optional.of(key);
    } catch (LinuxCalls.FailedException failed) {
      return absent(failed);
    }
  }

  @Override
  public void remove(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      keyctl(UNLINK, search(arena, name), USER_KEYRING);
    } catch (LinuxCalls.FailedException failed) {
      absent(failed);
    }
  }

  /** A key that is not there, or whose time is over, is no failure. */
  private static Optional<byte[]> absent(LinuxCalls.FailedException failed) throws IOException {
    if (failed.isAbsence()) {
      return Optional.empty();
    }
    throw failed;
  }

  private long search(Arena arena, String name) throws IOException {
    return keyctl(
        SEARCH,
        USER_KEYRING,
        arena.allocateFrom("user").address(),
        arena.allocateFrom(name).address(),
        0);
  }

  private long add(String name, byte[] key) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment payload = arena.allocate(key.length).copyFrom(MemorySegment.ofArray(key));
      try {
        return LinuxCalls.call(
            numbers.addKey(),
            arena.allocateFrom("user").address(),
            arena.allocateFrom(name).address(),
            payload.address(),
            key.length,
            THREAD_KEYRING);
      } finally {
        payload.fill((byte) 0);
      }
    }
  }

  private long keyctl(long operation, long... arguments) throws IOException {
    long[] five = Arrays.copyOf(arguments, 4);
    return LinuxCalls.call(numbers.keyctl(), operation, five[0], five[1], five[2], five[3]);
  }
}
