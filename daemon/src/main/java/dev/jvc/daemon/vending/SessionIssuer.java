package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;

/** Obtains role sessions from AWS with credentials that are themselves a session. */
@FunctionalInterface
public interface SessionIssuer {

  /**
   * One {@code AssumeRole} call; bounded in time, and safe to call from many threads.
   *
   * @param parent the session the call is made with, still owned by the caller
   * @throws IssueException when no usable session came back
   */
  SessionCredentials assumeRole(SessionCredentials parent, RoleRequest request, StsEndpoint sts)
      throws IssueException;
}
