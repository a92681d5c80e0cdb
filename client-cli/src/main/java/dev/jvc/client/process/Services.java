package dev.jvc.client.process;

import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.control.ProcessOwner;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.service.LaunchAgents;
import dev.jvc.client.process.service.ServiceManager;
import dev.jvc.client.process.service.Systemd;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Finds the person's service manager. */
public final class Services {

  private Services() {}

  /**
   * The service manager of this operating system, whether it runs or not.
   *
   * @param system the name of the operating system, as {@code os.name} has it
   * @throws Failure when the home folder or the folder of the programs is not known
   */
  public static ServiceManager of(Map<String, String> environment, String system) throws Failure {
    Map<String, String> own = new HashMap<>(environment);
    ChildEnvironment.forDaemon(own);
    Path jvcd = Programs.jvcd(environment);
    Path bin = jvcd.resolveSibling(".").normalize();
    Path home = Path.of(required(own, "HOME"));
    if (system.startsWith("Mac")) {
      return new LaunchAgents(
          Programs.find("launchctl", own),
          own,
          bin,
          ControlSocket.stateFolder(own),
          home,
          ProcessOwner.uid());
    }
    String config = own.getOrDefault("XDG_CONFIG_HOME", "");
    return new Systemd(
        Programs.find("systemctl", own),
        own,
        bin,
        config.startsWith("/") ? Path.of(config) : home.resolve(".config"));
  }

  private static String required(Map<String, String> environment, String name) throws Failure {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw Failure.of(ExitCode.FAILED, name + " is not set: set it to your home folder");
    }
    return value;
  }
}
