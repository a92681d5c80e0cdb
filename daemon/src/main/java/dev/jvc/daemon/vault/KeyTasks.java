package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.nio.file.Path;

/**
 * The daemon as a run sees it that is about many keys: it takes one ticket for each of them, so
 * that the daemon says where the key belongs and hears that it was stored.
 */
public final class KeyTasks {

  private final Path socket;

  /**
   * @param socket the daemon's control socket
   */
  public KeyTasks(Path socket) {
    this.socket = socket;
  }

  /** Whether there is a profile of this name. */
  public boolean isProfile(ProfileName name) throws ProblemException, DaemonUnreachableException {
    return DaemonClient.isProfile(socket, name);
  }

  /**
   * The task of storing a key under the name of a profile.
   *
   * @return to be closed by the caller
   * @throws ProblemException when the profile's section could not use the key
   */
  public KeyTask open(ProfileName profile) throws ProblemException, DaemonUnreachableException {
    DaemonClient daemon = DaemonClient.take(socket, "import", profile);
    try {
      if (daemon.task() instanceof Task.Import task) {
        return new KeyTask(daemon, task);
      }
    } catch (ProblemException | DaemonUnreachableException failed) {
      daemon.giveBack();
      throw failed;
    }
    daemon.giveBack();
    throw new ProblemException(
        Problem.of(ProblemCode.INTERNAL, "the daemon set another task than was asked for"));
  }
}
