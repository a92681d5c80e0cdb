package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/**
 * What an SDK needs to fetch credentials over loopback; it holds a secret and does not print it.
 */
public final class ClientToken {

  private final String token;
  private final String uri;
  private final String region;
  private final String tokenFile;

  private ClientToken(String token, String uri, String region, String tokenFile) {
    this.token = token;
    this.uri = uri;
    this.region = region;
    this.tokenFile = tokenFile;
  }

  static ClientToken of(JsonObject body) throws Failure {
    return new ClientToken(
        body.string("token"), body.string("uri"), body.text("region"), body.text("tokenFile"));
  }

  /** The token itself, for the environment of the program that may use it. */
  public String reveal() {
    return token;
  }

  /** The address of the profile's credentials. */
  public String uri() {
    return uri;
  }

  /** The profile's region, empty when it has none. */
  public String region() {
    return region;
  }

  /** The file that holds the token, empty for a child token. */
  public String tokenFile() {
    return tokenFile;
  }

  @Override
  public String toString() {
    return "token for " + uri;
  }
}
