package dev.jvc.sandbox.identity;

import java.time.Instant;

/** Temporary credentials as handed out; the text form shows neither secret nor token. */
public final class TemporaryKey {
  private final String id;
  private final String secret;
  private final String token;
  private final Instant expiration;
  private final Caller caller;

  TemporaryKey(String id, String secret, String token, Instant expiration, Caller caller) {
    this.id = id;
    this.secret = secret;
    this.token = token;
    this.expiration = expiration;
    this.caller = caller;
  }

  public String id() {
    return id;
  }

  public String secret() {
    return secret;
  }

  public String token() {
    return token;
  }

  public Instant expiration() {
    return expiration;
  }

  /** Whom the credentials speak for. */
  public Caller caller() {
    return caller;
  }

  @Override
  public String toString() {
    return "TemporaryKey[" + id + " of " + caller.arn() + " until " + expiration + "]";
  }
}
