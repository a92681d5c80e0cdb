package dev.jvc.sandbox.world;

/** A long-term key of an IAM user; its text form shows the id only. */
public final class AccessKey {
  private final String id;
  private final String secret;
  private volatile boolean active = true;

  AccessKey(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  static AccessKey random() {
    return new AccessKey(Ids.accessKeyId("AKIA"), Ids.secretAccessKey());
  }

  public String id() {
    return id;
  }

  public String secret() {
    return secret;
  }

  /** An inactive key is refused as if it were unknown. */
  public boolean active() {
    return active;
  }

  public void setActive(boolean active) {
    this.active = active;
  }

  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
