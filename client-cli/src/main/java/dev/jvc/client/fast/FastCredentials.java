package dev.jvc.client.fast;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Asker;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.terminal.Output;

/**
 * {@code jvc credentials}: copies the document of the process credential provider from the daemon
 * to stdout.
 *
 * <p>SDKs run it for every program they are used in and read all it prints, so it loads no library
 * and says nothing when it succeeds, not even that it started the daemon.
 */
public final class FastCredentials {

  private final Jvcd jvcd;
  private final Output output;

  /**
   * @param jvcd starts the daemon without a word when it is absent
   */
  public FastCredentials(Jvcd jvcd, Output output) {
    this.jvcd = jvcd;
    this.output = output;
  }

  /**
   * Prints the document and a line feed.
   *
   * @throws Failure when there is none; nothing was printed then
   */
  public void print(String profile, Asker asker) throws Failure {
    byte[] document = jvcd.credentialsDocument(ProfileName.of(profile), asker);
    byte[] line = new byte[document.length + 1];
    System.arraycopy(document, 0, line, 0, document.length);
    line[document.length] = '\n';
    output.data(line);
  }
}
