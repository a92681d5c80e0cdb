package dev.jvc.sandbox.world;

import java.time.Duration;
import java.util.List;

/** An IAM role: who may assume it, and for how long at most (1 h to 12 h). */
public final class Role {
  private final String accountId;
  private final String name;
  private final String id = Ids.uniqueId("AROA");
  private final Duration maxSession;
  private final List<Trust> trust;

  Role(String accountId, String name, Duration maxSession, List<Trust> trust) {
    this.accountId = accountId;
    this.name = name;
    this.maxSession = maxSession;
    this.trust = List.copyOf(trust);
  }

  public String accountId() {
    return accountId;
  }

  public String name() {
    return name;
  }

  /** The unique id, AROA…. */
  public String id() {
    return id;
  }

  public String arn() {
    return "arn:aws:iam::" + accountId + ":role/" + name;
  }

  public Duration maxSession() {
    return maxSession;
  }

  /** Whether a statement of the trust policy lets this caller in. */
  public boolean trusts(Trust.Request request) {
    return trust.stream().anyMatch(statement -> statement.allows(request));
  }

  @Override
  public String toString() {
    return "Role[" + arn() + "]";
  }
}
