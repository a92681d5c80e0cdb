package dev.jvc.daemon.credential;

/**
 * A long-term IAM access key, which exists only in the vault process and only while one task runs.
 *
 * <p>Owns its secret: closing the key wipes it.
 */
public final class BaseKey implements AutoCloseable {

  private final AccessKeyId id;
  private final Secret secret;

  public BaseKey(AccessKeyId id, Secret secret) {
    this.id = id;
    this.secret = secret;
  }

  public AccessKeyId id() {
    return id;
  }

  /** The secret access key; still owned by this key. */
  public Secret secret() {
    return secret;
  }

  @Override
  public void close() {
    secret.close();
  }

  @Override
  public String toString() {
    return id.masked();
  }
}
