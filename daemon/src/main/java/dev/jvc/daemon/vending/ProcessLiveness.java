package dev.jvc.daemon.vending;

import dev.jvc.daemon.platform.ProcessIdentity;
import java.util.Optional;

/** Tells which process has a pid at present; {@code ProcessIdentity::of} outside of tests. */
@FunctionalInterface
public interface ProcessLiveness {

  /** The living process with this pid; empty when there is none. */
  Optional<ProcessIdentity> find(long pid);
}
