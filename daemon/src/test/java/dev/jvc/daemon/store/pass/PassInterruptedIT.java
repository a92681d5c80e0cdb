package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.vault.ChildJvm;
import dev.jvc.daemon.vault.InterruptedWritesContract;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A vault process that is killed while {@code pass} writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PassInterruptedIT extends InterruptedWritesContract {

  private final GnuPg gnupg;
  private Path store;
  private int stores;

  PassInterruptedIT() throws IOException {
    gnupg = GnuPg.create();
    store = gnupg.folder().resolve("none");
  }

  /** The other process. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      Map<String, String> environment =
          Map.of(
              "HOME", arguments[0],
              "PATH", System.getenv("PATH"),
              "GNUPGHOME", arguments[1],
              "PASSWORD_STORE_DIR", arguments[2]);
      try (SecretStore store =
          PassStore.open(
              () -> new PassSettings(PassSettings.Manager.PASS, null, "jvc"),
              environment,
              Optional.empty(),
              new ChildPrograms(ProgramPath.of(System.getenv("PATH"))),
              Path.of(arguments[0], "state/pass.lock"))) {
        if (arguments.length == 3) {
          writeForever(store);
        } else {
          addMany(store, arguments[3], Integer.parseInt(arguments[4]));
        }
      }
    }
  }

  @BeforeEach
  void makeStore() throws IOException {
    store = gnupg.initialised(gnupg.folder().resolve("store" + stores++));
  }

  @AfterAll
  void stop() throws IOException {
    gnupg.close();
  }

  @Override
  protected int mostWrites() {
    return 6;
  }

  @Override
  protected int manyKeys() {
    return 20;
  }

  @Override
  protected SecretStore open() {
    return gnupg.open(store, Duration.ofSeconds(60));
  }

  @Override
  protected ChildJvm startWriter() throws IOException {
    return ChildJvm.start(
        Writer.class, gnupg.folder().toString(), gnupg.home().toString(), store.toString());
  }

  @Override
  protected ChildJvm startAdder(String prefix) throws IOException {
    return ChildJvm.start(
        Writer.class,
        gnupg.folder().toString(),
        gnupg.home().toString(),
        store.toString(),
        prefix,
        String.valueOf(manyKeys()));
  }

  @AfterEach
  void nothingHalfWrittenIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      assertEquals(
          List.of(),
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().matches(".*\\.gpg(-id)?"))
              .toList());
    }
  }
}
