package dev.jvc.sandbox.fault;

import java.util.ArrayList;
import java.util.List;

/** The faults switched on now; several at a time add up. */
public final class Faults {
  private final List<Fault> active = new ArrayList<>();

  /** Switches a fault on for the calls that arrive from now on. */
  public synchronized Faults inject(Fault fault) {
    active.add(fault);
    return this;
  }

  public synchronized void clear() {
    active.clear();
  }

  /** What is on, with the calls left. */
  public synchronized List<Fault> active() {
    return List.copyOf(active);
  }

  /** The disturbance of one arriving call, which uses up one call of every fault that hits it. */
  public synchronized Disturbance hit(String operation) {
    List<Effect> effects = new ArrayList<>();
    for (Fault fault : List.copyOf(active)) {
      if (fault.hits(operation)) {
        effects.add(fault.effect());
        useUp(fault);
      }
    }
    return new Disturbance(effects);
  }

  private void useUp(Fault fault) {
    if (fault.calls() == Fault.ENDLESS) {
      return;
    }
    int index = active.indexOf(fault);
    if (fault.calls() == 1) {
      active.remove(index);
    } else {
      active.set(index, fault.next(fault.calls() - 1));
    }
  }
}
