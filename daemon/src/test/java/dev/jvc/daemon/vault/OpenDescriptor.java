package dev.jvc.daemon.vault;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file that this process has open, and the number of its descriptor. */
final class OpenDescriptor implements AutoCloseable {

  private final FileInputStream open;
  private final String number;

  private OpenDescriptor(FileInputStream open, String number) {
    this.open = open;
    this.number = number;
  }

  static OpenDescriptor of(Path file) throws IOException {
    FileInputStream open = new FileInputStream(file.toFile());
    for (String number : numbers()) {
      Path descriptor = Path.of("/dev/fd", number);
      if (Files.exists(descriptor) && Files.isSameFile(descriptor, file)) {
        return new OpenDescriptor(open, number);
      }
    }
    throw new IOException("the descriptor of " + file + " was not found");
  }

  String number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    open.close();
  }

  private static Set<String> numbers() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/dev/fd"))) {
      return descriptors
          .map(path -> String.valueOf(path.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
