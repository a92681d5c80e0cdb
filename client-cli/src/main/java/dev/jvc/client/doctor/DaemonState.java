package dev.jvc.client.doctor;

import dev.jvc.client.control.ControlClient;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.Status;
import java.util.List;

/** What there is to learn from the daemon, which is not started for it. */
sealed interface DaemonState {

  /**
   * It answers.
   *
   * @param ailments what keeps it from being well, one sentence each
   */
  record Running(Status status, List<String> ailments) implements DaemonState {
    public Running {
      ailments = List.copyOf(ailments);
    }
  }

  /** Nobody listens. */
  record Absent() implements DaemonState {}

  /**
   * Somebody listens, or might, and cannot be understood or trusted.
   *
   * @param hint the command that helps; empty when there is none
   */
  record Unreachable(String why, String hint) implements DaemonState {}

  /** Asks. */
  static DaemonState ask(ControlClient control) {
    try {
      if (!control.isListening()) {
        return new Absent();
      }
      Jvcd jvcd =
          new Jvcd(
              control,
              () -> {
                throw Jvcd.notRunning();
              },
              null);
      return new Running(Status.of(jvcd.statusDocument()), jvcd.ailments());
    } catch (Failure failure) {
      String hint = failure.hint();
      return new Unreachable(failure.sentence(), hint == null ? "" : hint);
    }
  }
}
