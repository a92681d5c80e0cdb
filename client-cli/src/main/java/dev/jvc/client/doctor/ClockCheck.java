package dev.jvc.client.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock of this machine: AWS refuses a request that is signed five minutes too early or too
 * late (AWS Signature Version 4).
 *
 * <p>Nothing is asked over the network. What there is to compare with are the times at which the
 * daemon was started and its files were written, none of which can be in the future.
 */
final class ClockCheck implements Check {

  private static final String NAME = "clock";
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final DaemonState daemon;
  private final Places places;
  private final InstantSource clock;

  ClockCheck(DaemonState daemon, Places places, InstantSource clock) {
    this.daemon = daemon;
    this.places = places;
    this.clock = clock;
  }

  @Override
  public List<Finding> look() {
    Instant now = clock.instant();
    Instant latest = latest();
    if (latest != null && latest.isAfter(now.plus(TOLERANCE))) {
      return List.of(
          new Finding.Problem(
              NAME,
              "the clock was set back: it is behind what jvc wrote down earlier",
              List.of("it is " + now + ", and jvc was at work at " + latest),
              remedy()));
    }
    return List.of(Finding.ok(NAME, "not behind anything that jvc wrote down"));
  }

  private static String remedy() {
    return System.getProperty("os.name", "").startsWith("Mac")
        ? "sudo sntp -sS time.apple.com"
        : "timedatectl set-ntp true";
  }

  private @Nullable Instant latest() {
    Instant latest = null;
    for (String name : List.of("keys.json", "tokens.json", "logins.sealed", "jvcd.log")) {
      try {
        Path file = places.state().resolve(name);
        Instant written = Files.getLastModifiedTime(file).toInstant();
        latest = latest == null || written.isAfter(latest) ? written : latest;
      } catch (IOException none) {
        // It was not written yet.
      }
    }
    if (daemon instanceof DaemonState.Running running) {
      try {
        Instant started = Instant.parse(running.status().startedAt());
        latest = latest == null || started.isAfter(latest) ? started : latest;
      } catch (DateTimeParseException unknown) {
        // The daemon does not say.
      }
    }
    return latest;
  }
}
