package dev.jvc.daemon.vault;

import java.util.Map;

/** Makes the connection to AWS once a task says how AWS is reached. */
@FunctionalInterface
public interface LoginIssuers {

  /**
   * An issuer for one task, to be closed by the caller.
   *
   * @param awsEnvironment the daemon's proxy and certificate variables
   */
  LoginIssuer with(Map<String, String> awsEnvironment);
}
