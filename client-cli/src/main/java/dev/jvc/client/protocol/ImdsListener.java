package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/**
 * One listener for instance metadata.
 *
 * @param v1 whether it answers requests without a session token as well
 * @param configured whether this is what {@code jvc.yaml} says
 */
public record ImdsListener(String endpoint, String profile, boolean v1, boolean configured) {

  /** Reads the answer to {@code POST /v1/imds}. */
  public static ImdsListener of(byte[] document) throws Failure {
    return of(JsonObject.parse(document));
  }

  static ImdsListener of(JsonObject body) throws Failure {
    return new ImdsListener(
        body.string("endpoint"), body.string("profile"), body.flag("v1"), body.flag("configured"));
  }
}
