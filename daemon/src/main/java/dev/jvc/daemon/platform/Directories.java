package dev.jvc.daemon.platform;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folders and files of one person's jvc, after the XDG Base Directory Specification.
 *
 * @param config jvc's own configuration file, which need not exist
 * @param data the folder of the encrypted-file store
 * @param state what survives a restart and is not secret
 * @param runtime the control socket and client tokens; gone after a reboot
 * @param awsConfig the AWS configuration file
 * @param awsCredentials the AWS shared credentials file, which only {@code jvc import} takes keys
 *     from
 */
public record Directories(
    Path config, Path data, Path state, Path runtime, Path awsConfig, Path awsCredentials) {

  /** The longest socket path that Linux accepts, in bytes; macOS has four fewer. */
  private static final int SOCKET_PATH_LIMIT = 103;

  private static final String CONFIG = "AWS_CONFIG_FILE";
  private static final String OUTER_CONFIG = "JVC_OUTER_CONFIG_FILE";
  private static final String CREDENTIALS = "AWS_SHARED_CREDENTIALS_FILE";
  private static final String OUTER_CREDENTIALS = "JVC_OUTER_CREDENTIALS_FILE";

  /**
   * The folders that an environment names. A relative {@code XDG_} variable is ignored, as the
   * specification demands: it would mean another folder to every process.
   *
   * @param environment the process environment
   * @param os whose rules hold where the environment names nothing
   * @throws IllegalArgumentException when there is no home folder or the socket's path would be too
   *     long; the message says which variable to set
   */
  public static Directories of(Map<String, String> environment, OperatingSystem os) {
    Path home = Path.of(required(environment, "HOME"));
    Path config =
        pathOr(
            environment.get("JVC_CONFIG"),
            pathOr(absolute(environment.get("XDG_CONFIG_HOME")), home.resolve(".config"))
                .resolve("jvc/jvc.yaml"));
    Path data =
        pathOr(absolute(environment.get("XDG_DATA_HOME")), home.resolve(".local/share"))
            .resolve("jvc");
    Path state =
        pathOr(absolute(environment.get("XDG_STATE_HOME")), home.resolve(".local/state"))
            .resolve("jvc");
    Path runtime = runtime(environment, os, state);
    Path aws = home.resolve(".aws");
    Directories directories =
        new Directories(
            config,
            data,
            state,
            runtime,
            pathOr(own(environment, CONFIG, OUTER_CONFIG, state), aws.resolve("config")),
            pathOr(
                own(environment, CREDENTIALS, OUTER_CREDENTIALS, state),
                aws.resolve("credentials")));
    if (directories.controlSocket().toString().length() > SOCKET_PATH_LIMIT) {
      throw new IllegalArgumentException(
          "the control socket's path is longer than "
              + SOCKET_PATH_LIMIT
              + " characters: set XDG_RUNTIME_DIR to a shorter folder");
    }
    return directories;
  }

  /** The Unix domain socket that the daemon listens on. */
  public Path controlSocket() {
    return runtime.resolve("control.sock");
  }

  /** What opens the metrics to a monitoring system; it outlives a reboot. */
  public Path metricsToken() {
    return state.resolve("metrics-token");
  }

  /** The encrypted-file store. */
  public Path encryptedFile() {
    return data.resolve("keys.jvc");
  }

  /** The index of base keys. */
  public Path keyIndex() {
    return state.resolve("keys.json");
  }

  /** Which store {@code auto} meant last. */
  public Path storeChoice() {
    return state.resolve("stores.json");
  }

  /** The folder of the token files that other programs read. */
  public Path tokens() {
    return runtime.resolve("tokens");
  }

  /** The AWS files of the desktop, which stand in for the person's own; they outlive a reboot. */
  public Path desktopFiles() {
    return state.resolve("aws");
  }

  /** The folder of the AWS files of commands run by {@code jvc exec}. */
  public Path execFiles() {
    return runtime.resolve("exec");
  }

  /**
   * The person's own file: where a variable names one that jvc made, as it does in a command of
   * {@code jvc exec} and after {@code jvc setup}, the one that it stands in for.
   */
  private static @Nullable String own(
      Map<String, String> environment, String name, String outer, Path state) {
    String named = environment.get(name);
    boolean made =
        environment.containsKey("JVC_EXEC")
            || (named != null && named.startsWith(state.resolve("aws") + "/"));
    return made ? environment.get(outer) : named;
  }

  private static Path runtime(Map<String, String> environment, OperatingSystem os, Path state) {
    String base = absolute(environment.get("XDG_RUNTIME_DIR"));
    if (base == null && os == OperatingSystem.MACOS) {
      base = absolute(environment.get("TMPDIR"));
    }
    return base == null ? state.resolve("run") : Path.of(base).resolve("jvc");
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(name + " is not set: set it to your home folder");
    }
    return value;
  }

  private static @Nullable String absolute(@Nullable String value) {
    return value != null && value.startsWith("/") ? value : null;
  }

  private static Path pathOr(@Nullable String value, Path fallback) {
    return value == null || value.isEmpty() ? fallback : Path.of(value);
  }
}
