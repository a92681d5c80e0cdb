package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.platform.Directories;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What decides about profiles apart from the content of files.
 *
 * @param configFile the AWS configuration file
 * @param credentialsFile the AWS shared credentials file
 * @param home the folder that messages write as {@code ~}
 * @param userName who is logged in to this machine, for the default name of role sessions
 * @param variables the environment variables of {@link #VARIABLES} that are set
 */
public record AwsEnvironment(
    Path configFile,
    Path credentialsFile,
    Path home,
    String userName,
    Map<String, String> variables) {

  static final String BUILT_IN_REGION = "us-east-1";
  static final String REGION = "AWS_REGION";
  static final String DEFAULT_REGION = "AWS_DEFAULT_REGION";
  static final String ENDPOINT_URL = "AWS_ENDPOINT_URL";
  static final String ENDPOINT_URL_STS = "AWS_ENDPOINT_URL_STS";
  static final String IGNORE_ENDPOINTS = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

  /** The variables that matter; all others are dropped. */
  public static final Set<String> VARIABLES =
      Set.of(REGION, DEFAULT_REGION, ENDPOINT_URL, ENDPOINT_URL_STS, IGNORE_ENDPOINTS);

  public AwsEnvironment {
    Map<String, String> kept = new HashMap<>(variables);
    kept.keySet().retainAll(VARIABLES);
    // An empty variable counts as unset (AWS SDKs and Tools Reference Guide).
    kept.values().removeIf(String::isBlank);
    variables = Map.copyOf(kept);
  }

  /**
   * The environment of a process.
   *
   * @param environment the process environment, which has a {@code HOME}
   */
  public static AwsEnvironment of(Directories directories, Map<String, String> environment) {
    return new AwsEnvironment(
        directories.awsConfig(),
        directories.awsCredentials(),
        Path.of(Objects.requireNonNull(environment.get("HOME"), "HOME")),
        System.getProperty("user.name", ""),
        environment);
  }

  /**
   * The STS for whatever no profile configures: these variables' region and endpoint, or the
   * built-in ones.
   */
  public StsEndpoint sts() {
    String region = variables.getOrDefault(REGION, variables.getOrDefault(DEFAULT_REGION, ""));
    String endpoint = variables.getOrDefault(ENDPOINT_URL_STS, variables.get(ENDPOINT_URL));
    boolean ignored = Boolean.parseBoolean(variables.get(IGNORE_ENDPOINTS));
    return new StsEndpoint(
        StsEndpoint.isRegion(region) ? region : BUILT_IN_REGION,
        endpoint == null || ignored ? null : URI.create(endpoint));
  }
}
