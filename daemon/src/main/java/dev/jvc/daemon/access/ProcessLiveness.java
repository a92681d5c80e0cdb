package dev.jvc.daemon.access;

import dev.jvc.daemon.platform.ProcessIdentity;
import java.util.Optional;

/** Tells which processes of this user live. */
@FunctionalInterface
public interface ProcessLiveness {

  /** The living process of this user with the given number. */
  Optional<ProcessIdentity> find(long pid);

  /** Whether this very process still lives; one that only waits to be reaped does not. */
  default boolean isAlive(ProcessIdentity process) {
    return find(process.pid()).filter(process::equals).isPresent();
  }
}
