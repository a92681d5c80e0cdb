package dev.jvc.daemon;

import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.config.JvcConfigException;
import dev.jvc.daemon.config.ReloadingConfig;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.keys.StoreChoice;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.store.awsvault.AwsVaultFiles;
import dev.jvc.daemon.store.awsvault.AwsVaultProgram;
import dev.jvc.daemon.store.file.EncryptedFileStore;
import dev.jvc.daemon.store.keychain.AwsVaultKeychain;
import dev.jvc.daemon.store.keychain.KeychainStore;
import dev.jvc.daemon.store.pass.PassStore;
import dev.jvc.daemon.store.plaintext.PlaintextKeys;
import dev.jvc.daemon.store.secretservice.AwsVaultSecretService;
import dev.jvc.daemon.store.secretservice.SecretServiceStore;
import dev.jvc.daemon.vault.AwsVaultPassphrase;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.PassphraseDialogue;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.StoreOffer;
import dev.jvc.daemon.vault.Stores;
import dev.jvc.daemon.vault.UnattendedPassphrase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The places of this machine that base keys are kept in, and those that they are moved out of.
 *
 * <p>Belongs to the vault process; nothing is opened before a task asks for it.
 */
final class KeyPlaces {

  private final Map<String, String> environment;
  private final Directories directories;
  private final ChildPrograms programs;
  private final Dialogue dialogue;
  private final Consumer<String> person;

  /**
   * @param environment of this process
   * @param person is told what happens outside the terminal, such as a window that waits
   */
  KeyPlaces(
      Map<String, String> environment,
      Directories directories,
      ChildPrograms programs,
      Dialogue dialogue,
      Consumer<String> person) {
    this.environment = environment;
    this.directories = directories;
    this.programs = programs;
    this.dialogue = dialogue;
    this.person = person;
  }

  /**
   * jvc's own stores, in the order in which {@code auto} looks for one.
   *
   * @param choices is told what {@code auto} meant
   */
  Stores stores(Consumer<StoreChoice> choices) {
    ConfiguredPass pass = pass();
    return new Stores(
        List.of(
            new StoreOffer(
                "keychain", KeychainStore::requireKeychain, () -> KeychainStore.in(environment)),
            new StoreOffer(PassStore.NAME, pass::check, pass::open),
            new StoreOffer(
                "secret-service",
                () -> SecretServiceStore.requireRoom(environment),
                () -> SecretServiceStore.in(environment, person)),
            StoreOffer.always("file", this::encryptedFile)),
        choices,
        InstantSource.system());
  }

  /** Where keys lie that jvc does not keep yet. */
  List<ForeignKeys> elsewhere() {
    boolean mac = OperatingSystem.current() == OperatingSystem.MACOS;
    String files = environment.getOrDefault("AWS_VAULT_FILE_DIR", "");
    List<ForeignKeys> places = new ArrayList<>();
    places.add(PlaintextKeys.inCredentials(directories.awsCredentials(), home()));
    places.add(PlaintextKeys.inConfig(directories.awsConfig(), home()));
    places.add(
        AwsVaultFiles.in(
            files.isEmpty() ? home().resolve(".awsvault/keys") : Path.of(files),
            home(),
            new AwsVaultPassphrase(environment, dialogue)));
    places.add(pass().awsVault());
    places.add(AwsVaultSecretService.in(environment, person));
    if (mac) {
      places.add(AwsVaultKeychain.in(environment));
    }
    awsVaultItself(mac ? "keychain" : "secret-service").ifPresent(places::add);
    return places;
  }

  /** For the backends that no adapter opens. */
  private Optional<ForeignKeys> awsVaultItself(String standard) {
    String backend = environment.getOrDefault("AWS_VAULT_BACKEND", standard);
    return Set.of("file", "pass", "secret-service", "keychain").contains(backend)
        ? Optional.empty()
        : AwsVaultProgram.installed(programs, environment, standard);
  }

  /**
   * The store that the configuration names for a profile itself, as it says now: the daemon need
   * not have seen the newest edit.
   *
   * @throws ProblemException when the configuration cannot be read
   */
  Optional<String> ownStore(ProfileName profile) throws ProblemException {
    try {
      JvcConfig config =
          ReloadingConfig.open(directories.config(), home(), InstantSource.system()).get();
      return Optional.ofNullable(config.profiles().get(profile))
          .flatMap(settings -> Optional.ofNullable(settings.store()))
          .map(JvcConfig.Setting::value);
    } catch (JvcConfigException wrong) {
      throw new ProblemException(
          Problem.of(ProblemCode.BAD_CONFIGURATION, wrong.problems().getFirst().text()), wrong);
    }
  }

  private SecretStore encryptedFile() {
    return EncryptedFileStore.at(
        directories.encryptedFile(),
        new PassphraseDialogue(new UnattendedPassphrase(environment), dialogue));
  }

  private ConfiguredPass pass() {
    return new ConfiguredPass(environment, directories, programs);
  }

  private Path home() {
    return Path.of(environment.getOrDefault("HOME", "/"));
  }
}
