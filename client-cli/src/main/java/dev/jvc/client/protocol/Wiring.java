package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/**
 * Where programs find the credentials of a profile.
 *
 * @param uri the address of the credentials
 * @param uriStays whether that will be the same after the daemon was restarted
 * @param tokenFile the file of the standing token, once there is one
 * @param config the desktop's AWS configuration file, once it is made
 * @param credentials the desktop's shared credentials file, once it is made
 */
public record Wiring(
    String profile,
    String uri,
    boolean uriStays,
    String region,
    String tokenFile,
    String config,
    String credentials) {

  static Wiring of(JsonObject body) throws Failure {
    return new Wiring(
        body.string("profile"),
        body.string("uri"),
        body.flag("uriStays"),
        body.string("region"),
        body.string("tokenFile"),
        body.string("config"),
        body.string("credentials"));
  }
}
