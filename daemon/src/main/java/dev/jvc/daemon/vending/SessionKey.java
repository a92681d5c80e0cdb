package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.profile.SessionPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes which role session AWS issues: the login, each role of the chain with all
 * its parameters, and the STS that is asked.
 *
 * <p>Hashed once, because it is looked up for every request.
 */
final class SessionKey {

  private final LoginKey login;
  private final List<RoleRequest> roles;
  private final StsEndpoint sts;
  private final int hash;

  private SessionKey(LoginKey login, List<RoleRequest> roles, StsEndpoint sts) {
    this.login = login;
    this.roles = roles;
    this.sts = sts;
    this.hash = (login.hashCode() * 31 + roles.hashCode()) * 31 + sts.hashCode();
  }

  /** The key of a plan's session, or null when the plan vends the login session itself. */
  static @Nullable SessionKey of(SessionPlan plan) {
    return plan.roles().isEmpty()
        ? null
        : new SessionKey(LoginKey.of(plan), plan.roles(), plan.sts());
  }

  LoginKey login() {
    return login;
  }

  /** The last role of the chain, which the session belongs to. */
  RoleRequest role() {
    return roles.getLast();
  }

  StsEndpoint sts() {
    return sts;
  }

  /** The session that this one is assumed from, or null when it is assumed from the login. */
  @Nullable SessionKey parent() {
    return roles.size() == 1
        ? null
        : new SessionKey(login, roles.subList(0, roles.size() - 1), sts);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof SessionKey that
            && hash == that.hash
            && login.equals(that.login)
            && roles.equals(that.roles)
            && sts.equals(that.sts));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return role().role().value();
  }
}
