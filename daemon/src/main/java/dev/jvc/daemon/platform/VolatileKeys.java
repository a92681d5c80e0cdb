package dev.jvc.daemon.platform;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Small keys that the operating system holds for one user: they outlive the process that put them
 * there, and end with their time. On Linux they are in its memory and end with the machine's as
 * well; on macOS they are in the Keychain, and a reboot has to be noticed by a {@link BootId}.
 *
 * <p>Every failure's message is a reason in lower case, such as {@code operation not permitted}.
 */
public interface VolatileKeys {

  /**
   * Holds a key in place of the one of that name.
   *
   * @param life after which the system forgets it by itself, in whole seconds
   * @throws IOException when it cannot be held; what had the name before may be gone or not
   */
  void put(String name, byte[] key, Duration life) throws IOException;

  /**
   * The key of that name, or empty when there is none or its time is over.
   *
   * @throws IOException when that cannot be found out
   */
  Optional<byte[]> find(String name) throws IOException;

  /**
   * Forgets a key; one that is not there is no failure.
   *
   * @throws IOException when it cannot be forgotten
   */
  void remove(String name) throws IOException;

  /**
   * The keys of this operating system.
   *
   * @param environment of this process
   */
  static VolatileKeys of(OperatingSystem os, Map<String, String> environment) {
    return switch (os) {
      case LINUX -> new KernelKeyring(System.getProperty("os.arch", ""));
      case MACOS ->
          new KeychainKeys(
              environment, KeychainProgram.PROGRAM, KeychainKeys.PATIENCE, InstantSource.system());
    };
  }
}
