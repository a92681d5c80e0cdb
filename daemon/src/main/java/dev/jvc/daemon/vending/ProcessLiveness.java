package dev.jvc.daemon.vending;

import java.time.Instant;
import java.util.Optional;

/** Tells whether a process lives, and apart from a later one with the same pid. */
@FunctionalInterface
public interface ProcessLiveness {

  /** When the living process with this pid was started; empty when there is none. */
  Optional<Instant> startOf(long pid);

  /** The processes of this machine, as far as this user may see them. */
  static ProcessLiveness ofThisMachine() {
    return pid ->
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .map(process -> process.info().startInstant().orElse(Instant.EPOCH));
  }
}
