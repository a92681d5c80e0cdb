package dev.jvc.client.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that hold daemon and client to the control protocol. */
public final class Golden {

  private static final Path ROOT =
      Path.of(System.getProperty("jvc.root", "..")).toAbsolutePath().normalize();

  private Golden() {}

  /** The checkout. */
  public static Path root() {
    return ROOT;
  }

  /** The content of a golden file, without the line feed at its end. */
  public static String text(String name) {
    try {
      return Files.readString(ROOT.resolve("docs/protocol").resolve(name)).stripTrailing();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The same as bytes. */
  public static byte[] bytes(String name) {
    return text(name).getBytes(StandardCharsets.UTF_8);
  }
}
