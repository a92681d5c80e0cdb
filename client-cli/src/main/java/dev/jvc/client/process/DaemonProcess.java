package dev.jvc.client.process;

import dev.jvc.client.control.ControlClient;
import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.service.ServiceManager;
import dev.jvc.client.protocol.Jvcd;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@code jvcd} in the background: as a service where it is installed as one, otherwise in a
 * session of its own.
 */
public final class DaemonProcess implements Jvcd.WhenAbsent {

  /** The time that a daemon has to answer for the first time, in nanoseconds. */
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How long another daemon may still take to answer when ours has failed, in nanoseconds. */
  private static final long OTHER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The exit code of a daemon that finds another one starting or running. */
  private static final int ALREADY_RUNNING = 4;

  private static final long POLL_MILLIS = 20;

  private final Map<String, String> environment;
  private final ControlClient control;

  public DaemonProcess(Map<String, String> environment, ControlClient control) {
    this.environment = environment;
    this.control = control;
  }

  /**
   * Starts the daemon and waits until it answers on the control socket.
   *
   * @throws Failure when it cannot be started or does not answer within 10 seconds
   */
  public void start() throws Failure {
    Path program = Programs.jvcd(environment);
    DaemonLog log = DaemonLog.of(ControlSocket.stateFolder(environment));
    try {
      log.prepare();
      if (startService() && control.isListening()) {
        return;
      }
      long before = log.size();
      Process process = launch(program, log.file());
      awaitAnswer(process, log, before);
    } catch (IOException impossible) {
      throw Failure.of(
          ExitCode.DAEMON_UNREACHABLE,
          "cannot start the daemon, because its log "
              + log.file()
              + " cannot be written: mend its folder, or set XDG_STATE_HOME to another");
    }
  }

  /** A service that cannot be started is as good as none: the daemon then says itself why not. */
  private boolean startService() throws Failure {
    ServiceManager services = Services.of(environment, System.getProperty("os.name", ""));
    return services.isInstalled() && services.isReachable() && services.start();
  }

  /** Starts the daemon without a word. */
  @Override
  public void daemonIsAbsent() throws Failure {
    start();
  }

  private Process launch(Path program, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(detached(program));
    ChildEnvironment.forDaemon(builder.environment());
    builder.directory(new File("/"));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectErrorStream(true);
    return builder.start();
  }

  /**
   * The command that keeps the daemon away from the terminal's signals: {@code setsid}, or where
   * there is none, as on macOS, a process group of its own that ignores the hang-up.
   */
  private String[] detached(Path program) {
    Path setsid = Programs.find("setsid", environment);
    if (setsid != null) {
      return new String[] {setsid.toString(), program.toString()};
    }
    String script = "trap '' HUP; set -m; \"$0\" & exit 0";
    return new String[] {"/bin/sh", "-c", script, program.toString()};
  }

  private void awaitAnswer(Process process, DaemonLog log, long before)
      throws Failure, IOException {
    long deadline = System.nanoTime() + START_NANOS;
    boolean ended = false;
    while (!control.isListening()) {
      if (!ended && !process.isAlive() && isFailure(process.exitValue())) {
        ended = true;
        deadline = Math.min(deadline, System.nanoTime() + OTHER_NANOS);
      }
      if (System.nanoTime() - deadline > 0) {
        String why = log.complaintsSince(before);
        throw Failure.of(
            ExitCode.DAEMON_UNREACHABLE,
            (ended
                    ? "the daemon ended while it started"
                    : "the daemon does not answer after 10 seconds")
                + (why.isEmpty() ? "" : ": " + why),
            "jvc daemon logs");
      }
      pause();
    }
  }

  /** A daemon that gave way to another is none: the other has all the time that ours had. */
  private static boolean isFailure(int exit) {
    return exit != 0 && exit != ALREADY_RUNNING;
  }

  private static void pause() throws Failure {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Failure.of(ExitCode.DAEMON_UNREACHABLE, "stopped while the daemon started");
    }
  }
}
