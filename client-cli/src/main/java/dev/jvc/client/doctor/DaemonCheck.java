package dev.jvc.client.doctor;

import dev.jvc.client.terminal.Times;
import java.util.ArrayList;
import java.util.List;

/** The daemon: whether it runs, is as old as the client, and well. */
final class DaemonCheck implements Check {

  private static final String NAME = "daemon";
  private static final String RESTART = "jvc daemon stop && jvc daemon start";

  private final DaemonState daemon;
  private final String version;
  private final Times times;

  /**
   * @param version the client's
   */
  DaemonCheck(DaemonState daemon, String version, Times times) {
    this.daemon = daemon;
    this.version = version;
    this.times = times;
  }

  @Override
  public List<Finding> look() {
    return switch (daemon) {
      case DaemonState.Absent() ->
          List.of(
              new Finding.Warning(
                  NAME,
                  "not running",
                  List.of("the next jvc command that needs it starts it"),
                  "jvc daemon start"));
      case DaemonState.Unreachable(String why, String hint) ->
          List.of(Finding.problem(NAME, why, hint));
      case DaemonState.Running running -> running(running);
    };
  }

  private List<Finding> running(DaemonState.Running running) {
    List<Finding> findings = new ArrayList<>();
    String spoken = running.status().version();
    if (!spoken.equals(version)) {
      findings.add(
          Finding.warning(
              NAME, "it is version " + spoken + ", and this jvc is " + version, RESTART));
    }
    for (String ailment : running.ailments()) {
      findings.add(Finding.problem(NAME, ailment, RESTART));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              NAME,
              "running, version "
                  + spoken
                  + ", process "
                  + running.status().pid()
                  + ", up "
                  + times.since(running.status().startedAt())));
    }
    return findings;
  }
}
