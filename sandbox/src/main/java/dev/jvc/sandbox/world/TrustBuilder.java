package dev.jvc.sandbox.world;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes one statement of a trust policy. */
public final class TrustBuilder {
  private final String accountId;
  private final Set<String> principals = new LinkedHashSet<>();
  private boolean mfa;
  private @Nullable String externalId;

  TrustBuilder(String accountId) {
    this.accountId = accountId;
  }

  /** Everybody in the role's own account. */
  public TrustBuilder thisAccount() {
    return account(accountId);
  }

  /** Everybody in that account. */
  public TrustBuilder account(String id) {
    return principal(Account.rootArn(id));
  }

  /** A user of the role's own account. */
  public TrustBuilder user(String name) {
    return principal("arn:aws:iam::" + accountId + ":user/" + name);
  }

  /** Sessions of a role of the role's own account. */
  public TrustBuilder role(String name) {
    return principal("arn:aws:iam::" + accountId + ":role/" + name);
  }

  /** A user, role or account root by its ARN. */
  public TrustBuilder principal(String arn) {
    principals.add(arn);
    return this;
  }

  /** Asks for {@code aws:MultiFactorAuthPresent}. */
  public TrustBuilder withMfa() {
    mfa = true;
    return this;
  }

  /** Asks for {@code sts:ExternalId}. */
  public TrustBuilder externalId(String id) {
    externalId = id;
    return this;
  }

  Trust build() {
    return new Trust(principals, mfa, externalId);
  }
}
