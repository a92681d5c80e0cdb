package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Time since the machine was started, which suspend does not stop and nobody can set. */
@FunctionalInterface
public interface BootClock {

  /** Time since some fixed moment of this boot; meaningful only as a difference. */
  Duration sinceBoot();

  /**
   * The clock of this operating system.
   *
   * <p>Linux: the first number of {@code /proc/uptime} (proc(5)), with a resolution of 10 ms.
   * macOS: {@link System#nanoTime()}, which stands still while the machine sleeps, so that only
   * jumps of the wall clock are noticed there.
   */
  static BootClock of(OperatingSystem os) {
    return switch (os) {
      case LINUX -> BootClock::linuxUptime;
      case MACOS -> () -> Duration.ofNanos(System.nanoTime());
    };
  }

  private static Duration linuxUptime() {
    try {
      String uptime = Files.readString(Path.of("/proc/uptime"));
      String seconds = uptime.substring(0, uptime.indexOf(' '));
      return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
    } catch (IOException unreadable) {
      return Duration.ofNanos(System.nanoTime());
    }
  }
}
