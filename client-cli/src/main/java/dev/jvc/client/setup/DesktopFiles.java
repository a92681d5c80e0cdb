package dev.jvc.client.setup;

import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** The AWS files of the desktop while no daemon runs that could take them away. */
public final class DesktopFiles {

  private DesktopFiles() {}

  /**
   * Takes them away, except for credentials that a program wrote there.
   *
   * @return whether there were any
   * @throws Failure when they cannot be removed
   */
  public static boolean remove(Map<String, String> environment) throws Failure {
    Path folder = ControlSocket.stateFolder(environment).resolve("aws");
    Path credentials = folder.resolve("credentials");
    try {
      boolean made =
          Files.isSymbolicLink(credentials)
              || (Files.isRegularFile(credentials, LinkOption.NOFOLLOW_LINKS)
                  && Files.size(credentials) == 0);
      if (made) {
        Files.delete(credentials);
      }
      return Files.deleteIfExists(folder.resolve("config")) || made;
    } catch (IOException stuck) {
      throw Failure.of(
          ExitCode.FAILED, "cannot remove what is in " + folder + ": make it writable to you");
    }
  }
}
