package dev.jvc.daemon.credential;

import java.time.Instant;

/**
 * Temporary credentials that STS issued: a login session or a role session.
 *
 * <p>Owns its two secrets: closing wipes them.
 */
public final class SessionCredentials implements AutoCloseable {

  private final AccessKeyId accessKeyId;
  private final Secret secretAccessKey;
  private final Secret sessionToken;
  private final Instant expiration;
  private final CallerIdentity identity;

  public SessionCredentials(
      AccessKeyId accessKeyId,
      Secret secretAccessKey,
      Secret sessionToken,
      Instant expiration,
      CallerIdentity identity) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.sessionToken = sessionToken;
    this.expiration = expiration;
    this.identity = identity;
  }

  public AccessKeyId accessKeyId() {
    return accessKeyId;
  }

  /** The secret access key; still owned by this object. */
  public Secret secretAccessKey() {
    return secretAccessKey;
  }

  /** The session token; still owned by this object. */
  public Secret sessionToken() {
    return sessionToken;
  }

  /** When AWS stops accepting these credentials, by AWS's clock. */
  public Instant expiration() {
    return expiration;
  }

  /** Whom AWS takes the bearer for. */
  public CallerIdentity identity() {
    return identity;
  }

  @Override
  public void close() {
    secretAccessKey.close();
    sessionToken.close();
  }

  @Override
  public String toString() {
    return "session of " + identity.arn() + " until " + expiration;
  }
}
