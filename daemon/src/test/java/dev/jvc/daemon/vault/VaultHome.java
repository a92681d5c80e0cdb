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

/** The real parts of a vault process over a folder, with a test's daemon at the other end. */
final class VaultHome {

  static final String PASSPHRASE = "correct horse";

  private final Path folder;
  private final TestDaemon daemon;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  VaultHome(Path folder, TestDaemon daemon) {
    this.folder = folder;
    this.daemon = daemon;
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
                Map.of(
                    "file",
                    () -> store(environment, dialogue),
                    "auto",
                    () -> store(environment, dialogue))),
            new KeyCatalog(index(), new KeyIndexWriter(indexFile(), folder, clock), clock),
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
    return store(Map.of("JVC_FILE_PASSPHRASE", PASSPHRASE), Dialogues.nobody());
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

  private SecretStore store(Map<String, String> environment, Dialogue dialogue) {
    return CheapFileStore.at(
        keyFile(), new PassphraseDialogue(new UnattendedPassphrase(environment), dialogue));
  }
}
