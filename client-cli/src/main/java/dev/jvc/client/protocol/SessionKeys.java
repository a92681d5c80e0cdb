package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/** Short-lived keys, for programs that cannot renew them; a secret that does not print itself. */
public final class SessionKeys {

  private final String accessKeyId;
  private final String secretAccessKey;
  private final String sessionToken;
  private final String expiration;

  private SessionKeys(
      String accessKeyId, String secretAccessKey, String sessionToken, String expiration) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.sessionToken = sessionToken;
    this.expiration = expiration;
  }

  /** Reads the document of the process credential provider. */
  public static SessionKeys of(byte[] document) throws Failure {
    JsonObject body = JsonObject.parse(document);
    return new SessionKeys(
        body.string("AccessKeyId"),
        body.string("SecretAccessKey"),
        body.text("SessionToken"),
        body.text("Expiration"));
  }

  public String accessKeyId() {
    return accessKeyId;
  }

  /** The secret itself, for the environment or the file of the program that may use it. */
  public String revealSecretAccessKey() {
    return secretAccessKey;
  }

  /** The session token itself, empty for keys that have none. */
  public String revealSessionToken() {
    return sessionToken;
  }

  /** When the keys end, empty when they do not. */
  public String expiration() {
    return expiration;
  }

  @Override
  public String toString() {
    return "keys " + accessKeyId;
  }
}
