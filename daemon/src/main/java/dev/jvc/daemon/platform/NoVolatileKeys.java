package dev.jvc.daemon.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a system without volatile keys answers: always the same reason. */
record NoVolatileKeys(String reason) implements VolatileKeys {

  @Override
  public void put(String name, byte[] key, Duration life) throws IOException {
    throw new IOException(reason);
  }

  @Override
  public Optional<byte[]> find(String name) throws IOException {
    throw new IOException(reason);
  }

  @Override
  public void remove(String name) throws IOException {
    throw new IOException(reason);
  }
}
