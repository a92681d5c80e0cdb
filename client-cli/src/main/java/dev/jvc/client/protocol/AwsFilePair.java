package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/**
 * The AWS files that the daemon made for programs and keeps current.
 *
 * @param config for {@code AWS_CONFIG_FILE}
 * @param credentials for {@code AWS_SHARED_CREDENTIALS_FILE}
 * @param region the profile's region
 */
public record AwsFilePair(String config, String credentials, String region) {

  static AwsFilePair of(JsonObject body) throws Failure {
    return new AwsFilePair(
        body.string("config"), body.string("credentials"), body.string("region"));
  }
}
