package dev.jvc.daemon;

import dev.jvc.daemon.endpoint.control.ControlListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The daemon's check of itself: it asks its own listeners as clients do, because a daemon that
 * nobody reaches must not stand in the way of one that somebody could.
 *
 * <p>Whoever watches hears only of checks that were passed. A listener that is gone ends the daemon
 * at once; one that is silent ends it after {@link #SILENCES} checks in a row, as a busy machine
 * may be slow.
 */
final class SelfCheck implements Runnable {

  private static final Logger LOG = System.getLogger(SelfCheck.class.getName());

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SILENCES = 3;
  private static final int WELL = 200;

  private final ControlListener control;
  private final Path socket;
  private final ServiceReport service;
  private final Supplier<String> status;
  private final StopSignal stop;
  private int silences;

  /**
   * @param socket as sentences name it
   * @param status what the daemon does, in a few words
   */
  SelfCheck(
      ControlListener control,
      Path socket,
      ServiceReport service,
      Supplier<String> status,
      StopSignal stop) {
    this.control = control;
    this.socket = socket;
    this.service = service;
    this.status = status;
    this.stop = stop;
  }

  @Override
  public void run() {
    if (!control.reachable()) {
      giveUp("something else lies at " + socket + " now: stopping");
      return;
    }
    try {
      if (control.health(PATIENCE) == WELL) {
        silences = 0;
        service.well(status.get());
      } else {
        giveUp("the endpoint no longer accepts connections: stopping");
      }
    } catch (IOException silent) {
      silences++;
      LOG.log(
          Level.WARNING, "no answer from my own control socket, time " + silences + " in a row");
      if (silences >= SILENCES) {
        giveUp("the control socket does not answer: stopping");
      }
    }
  }

  private void giveUp(String sentence) {
    LOG.log(Level.ERROR, sentence);
    stop.request(DaemonExit.UNREACHABLE);
  }
}
