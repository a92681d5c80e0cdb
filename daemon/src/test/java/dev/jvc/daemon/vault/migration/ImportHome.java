package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.aws.StsLoginIssuer;
import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.KeyIndexWriter;
import dev.jvc.daemon.store.file.CheapFileStore;
import dev.jvc.daemon.store.plaintext.PlaintextKeys;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.KeyTasks;
import dev.jvc.daemon.vault.Passphrases;
import dev.jvc.daemon.vault.Prompt;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.StoreOffer;
import dev.jvc.daemon.vault.Stores;
import dev.jvc.daemon.vault.VaultCommand;
import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The real parts of an import over a folder: files, store, index, AWS SDK; AWS is the sandbox. */
final class ImportHome implements AutoCloseable, Passphrases {

  final Sandbox aws = Sandbox.start(World.example());
  final TicketDaemon daemon;
  final Path folder;
  final Path credentials;
  final Path config;
  final AccessKey mine = aws.world().user("me").key();
  final AccessKey robots = aws.world().user("robot").key();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private String passphrase = "correct horse";
  private int unlocked;
  private UnaryOperator<SecretStore> stores = UnaryOperator.identity();
  private UnaryOperator<ForeignKeys> places = UnaryOperator.identity();
  private List<ForeignKeys> more = List.of();

  ImportHome(Path folder) throws IOException {
    this.folder = folder;
    this.daemon = TicketDaemon.start(folder.resolve("s"), aws.endpoint());
    Files.createDirectory(folder.resolve(".aws"));
    this.credentials = folder.resolve(".aws/credentials");
    this.config = folder.resolve(".aws/config");
  }

  /** The lines of a section that hold a key. */
  static String lines(AccessKey key) {
    return "aws_access_key_id = " + key.id() + "\naws_secret_access_key = " + key.secret() + "\n";
  }

  static String tail(AccessKey key) {
    return "****" + key.id().substring(key.id().length() - 4);
  }

  /** Puts something between the import and every store it opens. */
  void storesAre(UnaryOperator<SecretStore> wrapper) {
    stores = wrapper;
  }

  /** Puts something between the import and every place it looks at. */
  void placesAre(UnaryOperator<ForeignKeys> wrapper) {
    places = wrapper;
  }

  /** Places besides the AWS files. */
  void alsoIn(ForeignKeys... others) {
    more = List.of(others);
  }

  void passphraseIs(String typed) {
    passphrase = typed;
  }

  /** How often a passphrase was asked for during the last run. */
  int unlocked() {
    return unlocked;
  }

  /** Runs without anybody at a terminal. */
  ExitCode run(String... arguments) {
    return run(Optional.empty(), arguments);
  }

  ExitCode run(Optional<Prompt> person, String... arguments) {
    out.reset();
    said.reset();
    unlocked = 0;
    InstantSource clock = InstantSource.system();
    VaultCommand command =
        VaultCommand.parse(
            Stream.concat(Stream.of("import"), Stream.of(arguments)).toArray(String[]::new));
    return new ImportProcess(
            Stream.concat(
                    Stream.of(
                        places.apply(PlaintextKeys.inCredentials(credentials, folder)),
                        places.apply(PlaintextKeys.inConfig(config, folder))),
                    more.stream())
                .toList(),
            new Stores(List.of(StoreOffer.always("file", this::opened)), choice -> {}, clock),
            new KeyCatalog(index(), new KeyIndexWriter(indexFile(), folder, clock), clock),
            new KeyTasks(daemon.socket()),
            environment -> new StsLoginIssuer(environment, clock),
            new Backups(folder.resolve("data/import")),
            new Dialogue(Optional.empty(), person),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8))
        .run((VaultCommand.Import) command);
  }

  private SecretStore opened() {
    return stores.apply(store());
  }

  /** The store as another process opens it. */
  SecretStore store() {
    return CheapFileStore.at(folder.resolve("data/keys.jvc"), this);
  }

  /** The secret of the key under a name, or empty when there is none. */
  String stored(String name) throws ProblemException {
    try (SecretStore store = store()) {
      ProfileName profile = new ProfileName(name);
      if (!store.names().contains(profile)) {
        return "";
      }
      try (BaseKey key = store.read(profile)) {
        return key.secret().revealString();
      }
    }
  }

  List<String> names() throws ProblemException {
    try (SecretStore store = store()) {
      return store.names().stream().map(ProfileName::value).toList();
    }
  }

  void store(String name, AccessKey key) throws ProblemException {
    try (SecretStore store = store();
        BaseKey stored = new BaseKey(new AccessKeyId(key.id()), Secret.ofString(key.secret()))) {
      store.write(new ProfileName(name), stored);
    }
  }

  /** Makes the index name another store for a key, as moving it does. */
  void indexedIn(String name, String store) throws ProblemException {
    KeyEntry entry = index().find(new ProfileName(name)).orElseThrow();
    new KeyIndexWriter(indexFile(), folder, InstantSource.system()).put(entry.in(store, null));
  }

  /** The profiles in the index of keys. */
  List<String> indexed() {
    return index().entries().keySet().stream().map(ProfileName::value).toList();
  }

  /** Every file of jvc's own that is left, apart from the lock. */
  List<String> backups() throws IOException {
    Path backups = folder.resolve("data/import");
    if (!Files.isDirectory(backups)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(backups)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> !f.equals("lock")).toList();
    }
  }

  List<String> table() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  List<String> said() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private KeyIndex index() {
    return new KeyIndex(indexFile(), folder, InstantSource.system());
  }

  private Path indexFile() {
    return folder.resolve("state/keys.json");
  }

  @Override
  public <T> T unlock(Attempt<T> attempt) throws ProblemException {
    unlocked++;
    try (Secret typed = Secret.ofString(passphrase)) {
      return attempt.with(typed);
    }
  }

  @Override
  public Secret choose() {
    unlocked++;
    return Secret.ofString(passphrase);
  }

  @Override
  public void close() throws IOException {
    aws.close();
    daemon.close();
  }
}
