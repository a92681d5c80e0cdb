package dev.jvc.client.doctor;

import dev.jvc.client.awsfiles.AwsFiles;
import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's files are, after the XDG Base Directory Specification and the AWS variables.
 *
 * @param config jvc's own configuration
 * @param data the folder of the encrypted-file store
 * @param state what survives a restart
 * @param runtime the control socket and client tokens
 */
record Places(
    Path home,
    Path config,
    Path data,
    Path state,
    Path runtime,
    @Nullable Path awsConfig,
    @Nullable Path awsCredentials) {

  /**
   * The places that an environment names.
   *
   * @throws Failure when there is no home folder
   */
  static Places of(Map<String, String> environment) throws Failure {
    Path state = ControlSocket.stateFolder(environment);
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    String config = environment.getOrDefault("JVC_CONFIG", "");
    return new Places(
        home,
        config.isEmpty()
            ? base(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("jvc/jvc.yaml")
            : Path.of(config),
        base(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve("jvc"),
        state,
        ControlSocket.of(environment).folder(),
        AwsFiles.config(environment),
        AwsFiles.credentials(environment));
  }

  /** The files of client tokens. */
  List<Path> tokenFiles() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(runtime.resolve("tokens"))) {
      folder.forEach(files::add);
    } catch (IOException none) {
      // There are none, or the folder is looked at by itself.
    }
    files.sort(null);
    return files;
  }

  private static Path base(Map<String, String> environment, String variable, Path standard) {
    String value = environment.getOrDefault(variable, "");
    return value.startsWith("/") ? Path.of(value) : standard;
  }
}
