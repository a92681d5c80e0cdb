package dev.jvc.sandbox.world;

import java.time.Instant;

/** A long-term key of an IAM user; its text form shows the id only. */
public final class AccessKey {
  private final String id;
  private final String secret;
  private final Instant created;
  private volatile boolean active = true;

  AccessKey(String id, String secret, Instant created) {
    this.id = id;
    this.secret = secret;
    this.created = created;
  }

  static AccessKey random(Instant created) {
    return new AccessKey(Ids.accessKeyId("AKIA"), Ids.secretAccessKey(), created);
  }

  public String id() {
    return id;
  }

  public String secret() {
    return secret;
  }

  public Instant created() {
    return created;
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
