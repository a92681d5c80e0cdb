package dev.jvc.daemon.endpoint;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The requests of real clients to the byte, with {@code PORT} and {@code TOKEN} in place of what
 * differs from run to run.
 *
 * <p>They were recorded from the clients; those of .NET, PHP and object_store follow their sources.
 */
final class RecordedClients {

  private RecordedClients() {}

  /** A client's name and its request. */
  static Stream<Arguments> all() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(RecordedClients.class.getResource("requests"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      List<Path> sorted = files.sorted().toList();
      return sorted.stream().map(RecordedClients::arguments);
    }
  }

  private static Arguments arguments(Path file) {
    try {
      return Arguments.of(
          file.getFileName().toString().replace(".http", ""),
          Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
