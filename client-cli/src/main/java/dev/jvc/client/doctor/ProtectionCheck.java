package dev.jvc.client.doctor;

import java.util.ArrayList;
import java.util.List;

/** The protections that the running daemon has, or lacks. */
final class ProtectionCheck implements Check {

  private static final String NAME = "protection";

  private final DaemonState daemon;

  ProtectionCheck(DaemonState daemon) {
    this.daemon = daemon;
  }

  @Override
  public List<Finding> look() {
    if (!(daemon instanceof DaemonState.Running running)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String degraded : running.status().degraded()) {
      findings.add(Finding.warning(NAME, degraded, ""));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(NAME, "every protection of the daemon holds"));
    }
    return findings;
  }
}
