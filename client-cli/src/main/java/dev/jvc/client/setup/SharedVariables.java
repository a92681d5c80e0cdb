package dev.jvc.client.setup;

import dev.jvc.client.awsfiles.AwsFiles;
import dev.jvc.client.protocol.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables that every program of the person's is to find, none of them secret.
 *
 * @param set the variables and their values, in order
 */
record SharedVariables(SequencedMap<String, String> set) {

  /** Says in an environment that it is {@code jvc setup}'s, and may be changed by a later one. */
  static final String MARK = "JVC_SETUP";

  /** Variables that would make SDKs look elsewhere, or send another token. */
  static final List<String> REMOVED =
      List.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

  /** By which variable a shell knows that somebody else has already decided. */
  static final String DECIDED = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  /**
   * The variables for a profile.
   *
   * @param ownConfig whether programs keep reading the person's own AWS files
   * @param environment the person's
   */
  static SharedVariables of(Wiring wiring, boolean ownConfig, Map<String, String> environment) {
    SequencedMap<String, String> set = new LinkedHashMap<>();
    set.put(DECIDED, wiring.uri());
    set.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", wiring.tokenFile());
    if (!ownConfig) {
      set.put(AwsFiles.CONFIG, wiring.config());
      set.put(AwsFiles.CREDENTIALS, wiring.credentials());
      boolean made = AwsFiles.namesMadeFiles(environment);
      outer(
          set,
          AwsFiles.OUTER_CONFIG,
          environment.get(made ? AwsFiles.OUTER_CONFIG : AwsFiles.CONFIG));
      outer(
          set,
          AwsFiles.OUTER_CREDENTIALS,
          environment.get(made ? AwsFiles.OUTER_CREDENTIALS : AwsFiles.CREDENTIALS));
    }
    set.put("JVC_PROFILE", wiring.profile());
    set.put(MARK, "1");
    return new SharedVariables(set);
  }

  private static void outer(SequencedMap<String, String> set, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      set.put(name, value);
    }
  }
}
