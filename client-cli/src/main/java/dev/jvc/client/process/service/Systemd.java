package dev.jvc.client.process.service;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** systemd's user manager, commanded through {@code systemctl --user}. */
public final class Systemd implements ServiceManager {

  private static final String UNIT = "jvcd.service";

  private final ManagerCommand systemctl;
  private final Map<String, String> environment;
  private final Path bin;
  private final Path folder;

  /**
   * @param systemctl the program, or null where there is none
   * @param bin the folder of {@code jvc} and {@code jvcd}
   * @param config the folder that {@code XDG_CONFIG_HOME} means
   */
  public Systemd(@Nullable Path systemctl, Map<String, String> environment, Path bin, Path config) {
    this.systemctl = new ManagerCommand(systemctl, environment);
    this.environment = environment;
    this.bin = bin;
    this.folder = config.resolve("systemd/user");
  }

  @Override
  public boolean isReachable() {
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return systemctl.exists()
        && runtime.startsWith("/")
        && Files.exists(Path.of(runtime).resolve("systemd/private"));
  }

  @Override
  public boolean isInstalled() {
    return comesWithThePackage() || Files.exists(folder.resolve(UNIT));
  }

  /** A package's unit lies beside its programs, in {@code lib/systemd/user}. */
  private boolean comesWithThePackage() {
    return Files.exists(bin.resolveSibling("lib").resolve("systemd/user").resolve(UNIT));
  }

  @Override
  public boolean isRunning() {
    return systemctl.run(List.of("--user", "--quiet", "is-active", UNIT)).succeeded();
  }

  @Override
  public List<ServiceFile> files() {
    boolean nothingBeside = !comesWithThePackage() && KeptVariables.of(environment).isEmpty();
    List<ServiceFile> files = filesToRemove();
    return nothingBeside ? files.subList(0, 1) : files;
  }

  @Override
  public List<ServiceFile> filesToRemove() {
    List<ServiceFile> files = new ArrayList<>();
    boolean packaged = comesWithThePackage();
    if (!packaged) {
      files.add(ServiceFile.unit(folder.resolve(UNIT), UnitText.unit(bin)));
    }
    files.add(
        ServiceFile.unit(
            folder.resolve(UNIT + ".d/jvc.conf"),
            UnitText.beside(KeptVariables.of(environment), packaged)));
    return files;
  }

  @Override
  public void enable() throws Failure {
    command("daemon-reload");
    if (!comesWithThePackage()) {
      command("enable", UNIT);
    }
  }

  @Override
  public void restart() throws Failure {
    // A service that has failed too often is started all the same, because a person asks for it.
    systemctl.run(List.of("--user", "reset-failed", UNIT));
    if (!systemctl.run(List.of("--user", "restart", UNIT)).succeeded() || !isRunning()) {
      throw Failure.of(
          ExitCode.FAILED,
          "the service is installed and does not start: its journal says why",
          "journalctl --user -u jvcd -n 20");
    }
  }

  @Override
  public boolean start() {
    return systemctl.run(List.of("--user", "start", UNIT)).succeeded() && isRunning();
  }

  @Override
  public void disable() throws Failure {
    if (comesWithThePackage()) {
      command("stop", UNIT);
    } else if (Files.exists(folder.resolve(UNIT))) {
      command("disable", "--now", UNIT);
    }
  }

  @Override
  public void forget() throws Failure {
    command("daemon-reload");
    systemctl.run(List.of("--user", "reset-failed", UNIT));
  }

  @Override
  public List<String> leftOver() {
    return comesWithThePackage()
        ? List.of(
            "the package's own unit stays: systemctl --user mask " + UNIT + " switches it off")
        : List.of();
  }

  private void command(String... arguments) throws Failure {
    List<String> words = new ArrayList<>(List.of("--user", "--quiet"));
    words.addAll(List.of(arguments));
    ManagerCommand.Result result = systemctl.run(words);
    if (!result.succeeded()) {
      throw Failure.of(
          ExitCode.FAILED, "systemctl --user " + arguments[0] + " failed: " + result.lastLine());
    }
  }
}
