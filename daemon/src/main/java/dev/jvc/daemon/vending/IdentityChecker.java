package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;

/** Asks AWS whom it takes the bearer of a session for. */
@FunctionalInterface
public interface IdentityChecker {

  /** {@code GetCallerIdentity}; bounded in time. */
  Identity identity(SessionCredentials session, StsEndpoint sts) throws IssueException;

  /**
   * The answer of {@code GetCallerIdentity}.
   *
   * @param account the twelve digits of the account
   * @param userId the unique id of the user, or of the role and the session name
   */
  record Identity(String account, String arn, String userId) {}
}
