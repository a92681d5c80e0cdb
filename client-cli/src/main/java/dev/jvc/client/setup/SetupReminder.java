package dev.jvc.client.setup;

import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What reminds a person of {@code jvc setup}: once, and neither after a setup nor in a shell that
 * has credentials.
 */
public final class SetupReminder {

  private SetupReminder() {}

  /** Whether the person is to be reminded now, which this remembers. */
  public static boolean isDue(Map<String, String> environment) throws Failure {
    if (Files.exists(Journal.file(environment))
        || environment.containsKey(SharedVariables.DECIDED)) {
      return false;
    }
    Path reminded = ControlSocket.stateFolder(environment).resolve("setup.reminded");
    try {
      Files.createFile(reminded);
      return true;
    } catch (IOException remindedBefore) {
      return false;
    }
  }
}
