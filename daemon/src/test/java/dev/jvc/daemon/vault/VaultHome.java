package dev.jvc.daemon.vault;

import dev.jvc.daemon.aws.StsLoginIssuer;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.KeyIndexWriter;
import dev.jvc.daemon.store.file.CheapFileStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The real parts of a vault process over a folder, with a test's daemon at the other end. */
final class VaultHome {

  static final String PASSPHRASE = "correct horse";

  /** A second store, which works as the first. */
  static final String OTHER_STORE = "other";

  private final Path folder;
  private final TestDaemon daemon;
  private UnaryOperator<SecretStore> through = UnaryOperator.identity();
  private @Nullable String configured;
  private Path other;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  VaultHome(Path folder, TestDaemon daemon) {
    this.folder = folder;
    this.daemon = daemon;
    this.other = folder.resolve("data/other.jvc");
  }

  /** Runs one task with the passphrase in the environment. */
  ExitCode run(Dialogue dialogue, String... arguments) {
    return run(Map.of("JVC_FILE_PASSPHRASE", PASSPHRASE), dialogue, arguments);
  }

  ExitCode run(Map<String, String> environment, Dialogue dialogue, String... arguments) {
    said.reset();
    InstantSource clock = InstantSource.system();
    return new VaultProcess(
            environment,
            new Stores(
                List.of(
                    StoreOffer.always(
                        "file", () -> through.apply(store(keyFile(), environment, dialogue))),
                    StoreOffer.always(
                        OTHER_STORE, () -> through.apply(otherStore(environment, dialogue)))),
                _ -> {},
                clock),
            new KeyCatalog(index(), writer(), clock),
            _ -> Optional.ofNullable(configured),
            awsEnvironment -> new StsLoginIssuer(awsEnvironment, clock),
            dialogue,
            new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(VaultCommand.parse(arguments), daemon.client());
  }

  /** What standard error holds of the last run. */
  List<String> said() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The store as another process opens it. */
  SecretStore store() {
    return store("file");
  }

  /** Either store as another process opens it. */
  SecretStore store(String name) {
    Map<String, String> environment = Map.of("JVC_FILE_PASSPHRASE", PASSPHRASE);
    return name.equals(OTHER_STORE)
        ? otherStore(environment, Dialogues.nobody())
        : store(keyFile(), environment, Dialogues.nobody());
  }

  /** Makes every run after this open its stores through something else. */
  void through(UnaryOperator<SecretStore> wrapping) {
    through = wrapping;
  }

  /** Makes the configuration name a store for every profile. */
  void configure(String store) {
    configured = store;
  }

  /** Moves the second store to another file. */
  void otherStoreLiesAt(Path file) {
    other = file;
  }

  KeyIndexWriter writer() {
    return new KeyIndexWriter(indexFile(), folder, InstantSource.system());
  }

  KeyIndex index() {
    return new KeyIndex(indexFile(), folder, InstantSource.system());
  }

  Path keyFile() {
    return folder.resolve("data/keys.jvc");
  }

  private Path indexFile() {
    return folder.resolve("state/keys.json");
  }

  private SecretStore otherStore(Map<String, String> environment, Dialogue dialogue) {
    return new NamedStore(OTHER_STORE, store(other, environment, dialogue));
  }

  private static SecretStore store(Path file, Map<String, String> environment, Dialogue dialogue) {
    return CheapFileStore.at(
        file, new PassphraseDialogue(new UnattendedPassphrase(environment), dialogue));
  }
}
