package dev.jvc.client.awsfiles;

import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.AwsFilePair;
import dev.jvc.client.shell.EnvironmentChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that say where the AWS configuration files are.
 *
 * <p>{@code jvc exec} and {@code jvc setup} point them at files that the daemon makes and keep the
 * person's values beside them, so that a jvc started inside still finds the person's files.
 */
public final class AwsFiles {

  /** Names the configuration file to the SDKs. */
  public static final String CONFIG = "AWS_CONFIG_FILE";

  /** Names the shared credentials file to the SDKs. */
  public static final String CREDENTIALS = "AWS_SHARED_CREDENTIALS_FILE";

  /** Set inside {@code jvc exec}: the profile whose files these are. */
  public static final String INSIDE = "JVC_EXEC";

  /** Where {@link #CONFIG} is made for programs: its value for the person's own programs. */
  public static final String OUTER_CONFIG = "JVC_OUTER_CONFIG_FILE";

  /** The same for {@link #CREDENTIALS}. */
  public static final String OUTER_CREDENTIALS = "JVC_OUTER_CREDENTIALS_FILE";

  private AwsFiles() {}

  /** Makes the variables those of the person again, where they name files made for programs. */
  public static void restoreOuter(Map<String, String> environment) {
    if (!namesMadeFiles(environment)) {
      return;
    }
    environment.remove(INSIDE);
    restore(environment, CONFIG, environment.remove(OUTER_CONFIG));
    restore(environment, CREDENTIALS, environment.remove(OUTER_CREDENTIALS));
  }

  /**
   * The person's configuration file: {@code AWS_CONFIG_FILE} unless that was made for programs,
   * else {@code ~/.aws/config}.
   *
   * @return null when there is no home folder either
   */
  public static @Nullable Path config(Map<String, String> environment) {
    return named(environment, namesMadeFiles(environment) ? OUTER_CONFIG : CONFIG, ".aws/config");
  }

  /**
   * The person's credentials file, found in the same way.
   *
   * @return null when there is no home folder either
   */
  public static @Nullable Path credentials(Map<String, String> environment) {
    return named(
        environment,
        namesMadeFiles(environment) ? OUTER_CREDENTIALS : CREDENTIALS,
        ".aws/credentials");
  }

  /** The file that a variable names, else one in the home folder, else null. */
  static @Nullable Path named(Map<String, String> environment, String variable, String standard) {
    String named = environment.getOrDefault(variable, "");
    String home = environment.getOrDefault("HOME", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    return home.isEmpty() ? null : Path.of(home).resolve(standard);
  }

  /** Whether the variables name files made for programs instead of the person's own. */
  public static boolean namesMadeFiles(Map<String, String> environment) {
    if (environment.containsKey(INSIDE)) {
      return true;
    }
    String named = environment.get(CONFIG);
    try {
      return named != null
          && named.startsWith(ControlSocket.stateFolder(environment).resolve("aws") + "/");
    } catch (Failure homeless) {
      return false;
    }
  }

  /**
   * Makes a command see files made for it, and a jvc run by it the person's own, also when it is
   * nested.
   */
  public static void pointAt(
      EnvironmentChange change,
      AwsFilePair files,
      String profile,
      Map<String, String> environment) {
    change.set(CONFIG, files.config());
    change.set(CREDENTIALS, files.credentials());
    if (!namesMadeFiles(environment)) {
      change.setIfAny(OUTER_CONFIG, environment.getOrDefault(CONFIG, ""));
      change.setIfAny(OUTER_CREDENTIALS, environment.getOrDefault(CREDENTIALS, ""));
      change.remove(List.of(OUTER_CONFIG, OUTER_CREDENTIALS));
    }
    change.set(INSIDE, profile);
  }

  private static void restore(
      Map<String, String> environment, String name, @Nullable String outer) {
    if (outer == null || outer.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, outer);
    }
  }
}
