package dev.jvc.client.process.service;

import dev.jvc.client.outcome.Failure;
import java.util.List;

/** The person's own service manager: that of systemd, or launchd. */
public sealed interface ServiceManager permits Systemd, LaunchAgents {

  /** Whether it runs and takes commands. */
  boolean isReachable();

  /** Whether a file of the service is there, the person's own or a package's. */
  boolean isInstalled();

  /** Whether the service runs now. */
  boolean isRunning();

  /** The files that make the service what it should be, in the order of writing. */
  List<ServiceFile> files();

  /** Every file that an earlier installation may have written, whatever its shell knew. */
  List<ServiceFile> filesToRemove();

  /**
   * Makes the service known, and start with the session from now on.
   *
   * @throws Failure when the manager refuses
   */
  void enable() throws Failure;

  /**
   * Starts the service, or starts it again.
   *
   * @throws Failure when it does not come up
   */
  void restart() throws Failure;

  /**
   * Starts the service unless it runs, without a word.
   *
   * @return whether it runs
   */
  boolean start();

  /**
   * Ends the service, and its start with the session; its files are removed afterwards.
   *
   * @throws Failure when the manager refuses
   */
  void disable() throws Failure;

  /** Makes the manager forget files that were removed. */
  void forget() throws Failure;

  /** What {@code jvc daemon uninstall} leaves of the service, and how to end that; often empty. */
  List<String> leftOver();
}
