package dev.jvc.daemon;

import dev.jvc.daemon.platform.NotifySocket;
import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon tells the service manager that started it: that it serves, that it is well, that
 * it stops (sd_notify(3), systemd.service(5)). Tells nobody when there is none.
 */
final class ServiceReport {

  private static final Logger LOG = System.getLogger(ServiceReport.class.getName());

  /** How often a service is to be well within the time after which its manager gives it up. */
  private static final int CHECKS_IN_WATCHDOG = 3;

  private final @Nullable NotifySocket socket;
  private final Optional<Duration> watchdog;
  private boolean complained;

  private ServiceReport(@Nullable NotifySocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * @param pid of this process, because a manager may watch another one than it started
   */
  static ServiceReport of(Map<String, String> environment, OperatingSystem os, long pid) {
    return new ServiceReport(
        NotifySocket.of(environment, os).orElse(null), watchdog(environment, pid));
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String watched = environment.getOrDefault("WATCHDOG_PID", "");
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", ""));
      return micros > 0 && (watched.isEmpty() || Long.parseLong(watched) == pid)
          ? Optional.of(Duration.ofNanos(Math.multiplyExact(micros, 1000L)))
          : Optional.empty();
    } catch (NumberFormatException | ArithmeticException notWatched) {
      return Optional.empty();
    }
  }

  /**
   * How long a check of the daemon by itself may wait for the next.
   *
   * @param longest the pause that is good enough where nobody watches
   */
  Duration pauseBetweenChecks(Duration longest) {
    return watchdog
        .map(limit -> limit.dividedBy(CHECKS_IN_WATCHDOG))
        .filter(pause -> pause.compareTo(longest) < 0)
        .orElse(longest);
  }

  /** Everything listens. */
  void ready(String status) {
    tell("READY=1\nSTATUS=" + status);
  }

  /** The check of the daemon by itself was passed. */
  void well(String status) {
    tell("WATCHDOG=1\nSTATUS=" + status);
  }

  /**
   * The configuration is read again; {@link #ready} ends it.
   *
   * @param monotonicNanos the time of {@code CLOCK_MONOTONIC}
   */
  void reloading(long monotonicNanos) {
    tell("RELOADING=1\nMONOTONIC_USEC=" + monotonicNanos / 1000);
  }

  /** The daemon ends; what still asks is not answered. */
  void stopping() {
    tell("STOPPING=1\nSTATUS=stopping");
  }

  private synchronized void tell(String message) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(message);
    } catch (IOException | IllegalStateException refused) {
      if (!complained) {
        complained = true;
        LOG.log(
            Level.WARNING,
            "the service manager does not take messages and may end this daemon: "
                + refused.getMessage());
      }
    }
  }
}
