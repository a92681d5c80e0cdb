package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.SessionCredentials;

/**
 * Turns a session into the bytes that the container endpoint answers with; called once per refresh.
 */
@FunctionalInterface
public interface DocumentRenderer {

  /**
   * The answer to a successful request for these credentials.
   *
   * @throws IllegalArgumentException when the document would be larger than clients accept
   */
  byte[] containerDocument(SessionCredentials credentials);
}
