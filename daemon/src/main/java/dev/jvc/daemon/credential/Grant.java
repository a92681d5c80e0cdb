package dev.jvc.daemon.credential;

/**
 * Credentials that may be handed out, with the answer to the container endpoint already rendered.
 *
 * <p>Shared by every request between two refreshes; nobody may change the bytes.
 */
public final class Grant {

  private final SessionCredentials credentials;
  private final byte[] containerDocument;

  public Grant(SessionCredentials credentials, byte[] containerDocument) {
    this.credentials = credentials;
    this.containerDocument = containerDocument;
  }

  public SessionCredentials credentials() {
    return credentials;
  }

  /** The body of a successful {@code GET /v1/credentials/PROFILE}; not to be changed. */
  public byte[] containerDocument() {
    return containerDocument;
  }

  @Override
  public String toString() {
    return credentials.toString();
  }
}
