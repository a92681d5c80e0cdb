package dev.jvc.daemon.vending;

import java.util.Arrays;
import java.util.Optional;

/** What a base key can be opened for. */
public enum TaskKind {
  ADD("add"),
  REMOVE("remove"),
  MOVE("move"),
  IMPORT("import"),
  LOGIN("login");

  private final String wire;

  TaskKind(String wire) {
    this.wire = wire;
  }

  /** The spelling in the control protocol. */
  public String wire() {
    return wire;
  }

  /** The kind with the given spelling, if there is one. */
  public static Optional<TaskKind> ofWire(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
  }
}
