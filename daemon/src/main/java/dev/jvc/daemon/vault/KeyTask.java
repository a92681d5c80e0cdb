package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.StsEndpoint;
import java.util.Map;

/** What the daemon says of one key that is to be stored; closing gives an unused ticket back. */
public final class KeyTask implements AutoCloseable {

  private final DaemonClient daemon;
  private final Task.Import task;
  private boolean used;

  KeyTask(DaemonClient daemon, Task.Import task) {
    this.daemon = daemon;
    this.task = task;
  }

  /** The store that the key belongs into. */
  public String store() {
    return task.store();
  }

  /** Where AWS is asked whose key it is. */
  public StsEndpoint sts() {
    return task.aws().sts();
  }

  /** The proxy and certificate variables of the daemon. */
  public Map<String, String> awsEnvironment() {
    return task.aws().environment();
  }

  /**
   * Says that the key under the name has changed, so that sessions from the old one are dropped.
   */
  public void keyChanged() throws ProblemException, DaemonUnreachableException {
    daemon.keyChanged();
    used = true;
  }

  @Override
  public void close() {
    if (!used) {
      daemon.giveBack();
    }
  }
}
