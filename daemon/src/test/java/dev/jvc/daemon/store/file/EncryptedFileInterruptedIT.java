package dev.jvc.daemon.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.vault.ChildJvm;
import dev.jvc.daemon.vault.InterruptedWritesContract;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EncryptedFileInterruptedIT extends InterruptedWritesContract {

  @TempDir private Path folder;

  /** The other process. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      try (SecretStore store =
          CheapFileStore.at(Path.of(arguments[0]), new FixedPassphrase("right"))) {
        if (arguments.length == 1) {
          writeForever(store);
        } else {
          addMany(store, arguments[1]);
        }
      }
    }
  }

  private Path file() {
    return folder.resolve("jvc/keys.jvc");
  }

  @Override
  protected SecretStore open() {
    return CheapFileStore.at(file(), new FixedPassphrase("right"));
  }

  @Override
  protected ChildJvm startWriter() throws IOException {
    return ChildJvm.start(Writer.class, file().toString());
  }

  @Override
  protected ChildJvm startAdder(String prefix) throws IOException {
    return ChildJvm.start(Writer.class, file().toString(), prefix);
  }

  @AfterEach
  void nothingHalfWrittenIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("jvc"))) {
      assertEquals(
          List.of("keys.jvc", "keys.jvc.lock"),
          files.map(path -> String.valueOf(path.getFileName())).sorted().toList());
    }
  }
}
