package dev.jvc.client.process.service;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** launchd, as far as it starts programs with a person's desktop session ({@code launchctl(1)}). */
public final class LaunchAgents implements ServiceManager {

  private static final String LABEL = "dev.jvc.jvcd";

  private final ManagerCommand launchctl;
  private final Map<String, String> environment;
  private final Path bin;
  private final Path state;
  private final Path file;
  private final String domain;

  /**
   * @param launchctl the program, or null where there is none
   * @param bin the folder of {@code jvc} and {@code jvcd}
   * @param state the folder of the daemon's log
   * @param home the person's home folder
   * @param uid the person's user id
   */
  public LaunchAgents(
      @Nullable Path launchctl,
      Map<String, String> environment,
      Path bin,
      Path state,
      Path home,
      long uid) {
    this.launchctl = new ManagerCommand(launchctl, environment);
    this.environment = environment;
    this.bin = bin;
    this.state = state;
    this.file = home.resolve("Library/LaunchAgents").resolve(LABEL + ".plist");
    this.domain = "gui/" + uid;
  }

  @Override
  public boolean isReachable() {
    return launchctl.run(List.of("print", domain)).succeeded();
  }

  @Override
  public boolean isInstalled() {
    return Files.exists(file);
  }

  @Override
  public boolean isRunning() {
    ManagerCommand.Result known = launchctl.run(List.of("print", service()));
    return known.succeeded()
        && known.output().lines().anyMatch(line -> line.strip().equals("state = running"));
  }

  @Override
  public List<ServiceFile> files() {
    return List.of(ServiceFile.xml(file, AgentText.of(bin, state, KeptVariables.of(environment))));
  }

  @Override
  public List<ServiceFile> filesToRemove() {
    return files();
  }

  @Override
  public void enable() throws Failure {
    prepareLog();
    // What is loaded keeps the settings that it was loaded with.
    launchctl.run(List.of("bootout", service()));
    launchctl.run(List.of("enable", service()));
    ManagerCommand.Result loaded = launchctl.run(List.of("bootstrap", domain, file.toString()));
    if (!loaded.succeeded()) {
      throw Failure.of(ExitCode.FAILED, "launchctl bootstrap failed: " + loaded.lastLine());
    }
  }

  /** launchd itself would make the log readable to others. */
  private void prepareLog() throws Failure {
    try {
      Files.createDirectories(
          state,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path log = state.resolve("jvcd.log");
      if (!Files.exists(log)) {
        Files.createFile(
            log,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (IOException unwritable) {
      throw Failure.of(ExitCode.FAILED, "cannot write " + state + ": make it writable to you");
    }
  }

  @Override
  public void restart() throws Failure {
    if (!launchctl.run(List.of("kickstart", "-k", service())).succeeded()) {
      throw Failure.of(
          ExitCode.FAILED,
          "the service is installed and does not start: its log says why",
          "jvc daemon logs");
    }
  }

  @Override
  public boolean start() {
    return launchctl.run(List.of("kickstart", service())).succeeded();
  }

  @Override
  public void disable() {
    launchctl.run(List.of("bootout", service()));
  }

  @Override
  public void forget() {
    // launchd forgot it with the end of the service.
  }

  @Override
  public List<String> leftOver() {
    return List.of();
  }

  private String service() {
    return domain + "/" + LABEL;
  }
}
