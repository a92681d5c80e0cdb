package dev.jvc.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The faults switched on now; several at a time add up. */
public final class Faults {
  private final Set<String> operations;
  private final List<Fault> active = new ArrayList<>();

  /** Faults of a service with those operations. */
  public Faults(Set<String> operations) {
    this.operations = Set.copyOf(operations);
  }

  /**
   * Switches a fault on for the calls that arrive from now on.
   *
   * @throws IllegalArgumentException when it names an operation that does not exist
   */
  public synchronized Faults inject(Fault fault) {
    check(fault);
    active.add(fault);
    return this;
  }

  /**
   * Switches these faults on and everything else off.
   *
   * @throws IllegalArgumentException when one names an operation that does not exist
   */
  public synchronized void replace(List<Fault> faults) {
    faults.forEach(this::check);
    active.clear();
    active.addAll(faults);
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

  private void check(Fault fault) {
    if (fault.operation() != null && !operations.contains(fault.operation())) {
      throw new IllegalArgumentException(
          "there is no operation "
              + fault.operation()
              + "; there are "
              + String.join(", ", new TreeSet<>(operations)));
    }
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
