package dev.jvc.daemon.platform;

import java.time.Instant;
import java.util.Optional;

/**
 * One process, told apart from a later one that gets the same number.
 *
 * @param pid its number
 * @param startedAt when the operating system started it
 */
public record ProcessIdentity(long pid, Instant startedAt) {

  /**
   * The living process with this number, or empty when there is none or it hides its start time.
   */
  public static Optional<ProcessIdentity> of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().startInstant())
        .map(start -> new ProcessIdentity(pid, start));
  }

  /** Whether this very process still lives. */
  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }
}
