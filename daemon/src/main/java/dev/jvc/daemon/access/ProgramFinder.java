package dev.jvc.daemon.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which programs of this user are at work. */
public interface ProgramFinder {

  /** The programs that hold the clients' ends; those that cannot be told are left out. */
  Map<Connection, Program> holding(Set<Connection> connections);

  /** The living process of this user with the given number. */
  Optional<Program> named(long pid);
}
