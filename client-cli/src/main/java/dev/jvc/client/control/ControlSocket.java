package dev.jvc.client.control;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of the daemon's Unix domain socket.
 *
 * @param folder the runtime folder, which also holds client tokens; closed to every other user
 */
public record ControlSocket(Path folder) {

  /** The longest socket path that Linux accepts, in bytes; macOS has four fewer. */
  private static final int PATH_LIMIT = 103;

  /** The permission bits of everyone but the owner. */
  private static final int OTHERS = 0077;

  private static final int FILE_TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int SOCKET = 0140000;

  /**
   * The place that an environment names, after the control protocol: {@code $XDG_RUNTIME_DIR/jvc},
   * on macOS also {@code $TMPDIR/jvc}, otherwise {@code run} in the state folder.
   *
   * @throws Failure when there is no home folder or the path is too long for a socket
   */
  public static ControlSocket of(Map<String, String> environment) throws Failure {
    String base = environment.get("XDG_RUNTIME_DIR");
    if (isIgnored(base) && System.getProperty("os.name", "").startsWith("Mac")) {
      base = environment.get("TMPDIR");
    }
    Path folder =
        base == null || isIgnored(base)
            ? stateFolder(environment).resolve("run")
            : Path.of(base).resolve("jvc");
    ControlSocket socket = new ControlSocket(folder);
    if (socket.path().toString().length() > PATH_LIMIT) {
      throw Failure.of(
          ExitCode.FAILED,
          "the control socket's path is longer than "
              + PATH_LIMIT
              + " characters: set XDG_RUNTIME_DIR to a shorter folder");
    }
    return socket;
  }

  /**
   * The folder of what survives a restart, such as the daemon's log.
   *
   * @throws Failure when there is no home folder
   */
  public static Path stateFolder(Map<String, String> environment) throws Failure {
    String state = environment.get("XDG_STATE_HOME");
    if (state != null && !isIgnored(state)) {
      return Path.of(state).resolve("jvc");
    }
    String home = environment.get("HOME");
    if (home == null || home.isEmpty()) {
      throw Failure.of(ExitCode.FAILED, "HOME is not set: set it to your home folder");
    }
    return Path.of(home).resolve(".local/state/jvc");
  }

  /** The socket itself. */
  public Path path() {
    return folder.resolve("control.sock");
  }

  /**
   * Whether the socket is there and belongs to this user in a folder that nobody else can enter.
   *
   * @return false when there is no folder or no socket, which means that no daemon runs
   * @throws Failure when the folder or the socket is not what it should be; nothing may be sent
   *     then, because somebody else might be listening
   */
  boolean ready() throws Failure {
    int owner = ProcessOwner.uid();
    Attributes place = attributes(folder);
    if (place == null) {
      return false;
    }
    if (place.type() != FOLDER || place.uid() != owner) {
      throw refused(folder + " is not a folder of yours: move it away");
    }
    if ((place.mode() & OTHERS) != 0) {
      throw refused(folder + " is open to other users: run chmod 700 " + folder);
    }
    Attributes socket = attributes(path());
    if (socket == null) {
      return false;
    }
    if (socket.type() != SOCKET || socket.uid() != owner) {
      throw refused(path() + " is not a socket of yours: move it away");
    }
    return true;
  }

  private static Failure refused(String sentence) {
    return Failure.of(ExitCode.REFUSED_BY_POLICY, sentence);
  }

  private static @Nullable Attributes attributes(Path path) throws Failure {
    try {
      Map<String, Object> found =
          Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      return found.get("uid") instanceof Integer uid && found.get("mode") instanceof Integer mode
          ? new Attributes(uid, mode)
          : null;
    } catch (NoSuchFileException absent) {
      return null;
    } catch (IOException unreadable) {
      throw refused("cannot look at " + path + ": make it readable to you");
    }
  }

  /** A relative folder means another one to every process, and is as good as none. */
  private static boolean isIgnored(@Nullable String folder) {
    return folder == null || !folder.startsWith("/");
  }

  private record Attributes(int uid, int mode) {
    int type() {
      return mode & FILE_TYPE;
    }
  }
}
