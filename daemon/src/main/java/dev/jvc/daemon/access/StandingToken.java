package dev.jvc.daemon.access;

import java.nio.file.Path;

/**
 * A standing token together with the file that SDKs can read it from.
 *
 * @param token to be closed by whoever asked for it
 * @param file holds the token and no line feed, readable by its owner only
 */
public record StandingToken(ClientToken token, Path file) implements AutoCloseable {

  @Override
  public void close() {
    token.close();
  }
}
