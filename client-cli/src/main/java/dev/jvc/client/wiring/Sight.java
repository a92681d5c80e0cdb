package dev.jvc.client.wiring;

import dev.jvc.client.awsfiles.SharedProfiles;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an SDK that is started here would see.
 *
 * @param environment its variables
 * @param profiles the AWS files
 * @param endpoint where jvc serves credentials, null when that is not known
 * @param metadata the profiles that jvc serves as instance metadata, by address
 */
public record Sight(
    Map<String, String> environment,
    SharedProfiles profiles,
    @Nullable URI endpoint,
    Map<String, String> metadata) {

  public Sight {
    environment = Map.copyOf(environment);
    metadata = Map.copyOf(metadata);
  }

  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  boolean isSet(String name, Sdk sdk) {
    return sdk.has(Sdk.Habit.EMPTY_COUNTS)
        ? environment.containsKey(name)
        : !variable(name).isEmpty();
  }
}
