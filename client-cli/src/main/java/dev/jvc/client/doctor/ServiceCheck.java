package dev.jvc.client.doctor;

import dev.jvc.client.process.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service that starts the daemon: systemd's user manager, or launchd on macOS. */
final class ServiceCheck implements Check {

  private static final String NAME = "service";
  private static final String UNIT = "jvcd.service";
  private static final String LABEL = "dev.jvc.jvcd";

  private final DaemonState daemon;
  private final Tool tool;
  private final boolean mac;
  private final boolean lingers;

  /**
   * @param tool runs {@code systemctl} or {@code launchctl}
   * @param lingers whether the person's services go on after they have logged out
   */
  ServiceCheck(DaemonState daemon, Tool tool, boolean mac, boolean lingers) {
    this.daemon = daemon;
    this.tool = tool;
    this.mac = mac;
    this.lingers = lingers;
  }

  @Override
  public List<Finding> look() {
    return List.of(mac ? launchd() : systemd());
  }

  private Finding systemd() {
    Tool.Answer answer =
        tool.ask(
            List.of(
                "systemctl",
                "--user",
                "show",
                UNIT,
                "--property=LoadState,UnitFileState,ActiveState"));
    Map<String, String> unit = properties(answer.out());
    if (answer.exit() != 0 || !unit.containsKey("LoadState")) {
      return Finding.ok(NAME, "no service manager for you here: the first jvc command starts it");
    }
    if (!unit.get("LoadState").equals("loaded")) {
      return notInstalled();
    }
    String active = unit.getOrDefault("ActiveState", "");
    if (active.equals("failed")) {
      return Finding.problem(
          NAME, "the service " + UNIT + " has failed", "systemctl --user restart jvcd");
    }
    String enabled = unit.getOrDefault("UnitFileState", "");
    if (!enabled.startsWith("enabled") && !enabled.equals("linked")) {
      return Finding.warning(
          NAME,
          "the service " + UNIT + " is installed and does not start by itself",
          "systemctl --user enable --now jvcd");
    }
    if (!active.equals("active") && !active.equals("activating")) {
      boolean elsewhere = daemon instanceof DaemonState.Running;
      return Finding.warning(
          NAME,
          elsewhere
              ? "the daemon that runs was not started by the service " + UNIT
              : "the service " + UNIT + " does not run",
          (elsewhere ? "jvc daemon stop && " : "") + "systemctl --user start jvcd");
    }
    return new Finding.Ok(
        NAME,
        "systemd runs " + UNIT + ", and starts it when you log in",
        lingers
            ? List.of()
            : List.of("it ends when you log out, unless you run loginctl enable-linger"));
  }

  private Finding launchd() {
    Tool.Answer answer = tool.ask(List.of("launchctl", "list", LABEL));
    if (answer.exit() != 0) {
      return notInstalled();
    }
    return answer.out().contains("\"PID\"")
        ? Finding.ok(NAME, "launchd runs " + LABEL + ", and starts it when you log in")
        : Finding.warning(NAME, "the agent " + LABEL + " does not run", "launchctl start " + LABEL);
  }

  private static Finding notInstalled() {
    return new Finding.Ok(
        NAME,
        "none is installed: the first jvc command starts the daemon",
        List.of("jvc daemon install makes one, which starts it when you log in"));
  }

  private static Map<String, String> properties(String text) {
    Map<String, String> properties = new HashMap<>();
    text.lines()
        .forEach(line -> {
          int equals = line.indexOf('=');
          if (equals > 0) {
            properties.put(line.substring(0, equals), line.substring(equals + 1));
          }
        });
    return properties;
  }
}
