package dev.jvc.daemon;

import dev.jvc.daemon.aws.StsLoginIssuer;
import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.config.JvcConfigException;
import dev.jvc.daemon.config.ReloadingConfig;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.KeyIndexWriter;
import dev.jvc.daemon.keys.StoreChoices;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProcessHardening;
import dev.jvc.daemon.platform.Terminal;
import dev.jvc.daemon.store.file.EncryptedFileStore;
import dev.jvc.daemon.vault.DaemonClient;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.Farewell;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.PassphraseDialogue;
import dev.jvc.daemon.vault.PipedLines;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.StoreOffer;
import dev.jvc.daemon.vault.Stores;
import dev.jvc.daemon.vault.TerminalPrompt;
import dev.jvc.daemon.vault.UnattendedPassphrase;
import dev.jvc.daemon.vault.VaultCommand;
import dev.jvc.daemon.vault.VaultProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The composition root of the vault process: one task, in the terminal of who asked for it. */
final class Vault {

  /** How long a task may take, waiting for the person included. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Map<String, String> environment;
  private final Directories directories;
  private final PrintStream messages;

  private Vault(Map<String, String> environment, Directories directories, PrintStream messages) {
    this.environment = environment;
    this.directories = directories;
    this.messages = messages;
  }

  /**
   * Does one task and returns the exit code; everything said to the person goes to standard error
   * and the terminal.
   *
   * @param arguments what follows {@code jvcd vault}
   */
  static int run(String[] arguments, Map<String, String> environment) {
    PrintStream messages = System.err;
    OperatingSystem os = OperatingSystem.current();
    ProcessHardening.apply(os);
    try {
      VaultCommand command = VaultCommand.parse(arguments);
      Directories directories = Directories.of(environment, os);
      DaemonClient daemon =
          new DaemonClient(directories.controlSocket(), environment.getOrDefault("JVC_TICKET", ""));
      return new Vault(environment, directories, messages).perform(command, daemon).code();
    } catch (IllegalArgumentException usage) {
      messages.println("jvc: " + usage.getMessage());
      return ExitCode.USAGE.code();
    }
  }

  private ExitCode perform(VaultCommand command, DaemonClient daemon) {
    Optional<Terminal> terminal = Terminal.open();
    try (Farewell _ =
        Farewell.prepare(
            LIMIT, () -> terminal.ifPresent(Terminal::abandon), daemon::giveBack, messages)) {
      return process(dialogue(terminal)).run(command, daemon);
    } finally {
      terminal.ifPresent(Terminal::close);
    }
  }

  private Dialogue dialogue(Optional<Terminal> terminal) {
    return new Dialogue(
        Terminal.isStandardInput() ? Optional.empty() : Optional.of(new PipedLines(System.in)),
        terminal.map(open -> new TerminalPrompt(open, messages)));
  }

  private VaultProcess process(Dialogue dialogue) {
    InstantSource clock = InstantSource.system();
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    Path index = directories.keyIndex();
    StoreChoices choices = new StoreChoices(directories.storeChoice(), home, clock);
    Supplier<SecretStore> file =
        () ->
            EncryptedFileStore.at(
                directories.encryptedFile(),
                new PassphraseDialogue(new UnattendedPassphrase(environment), dialogue));
    return new VaultProcess(
        environment,
        new Stores(List.of(StoreOffer.always("file", file)), choices::record, clock),
        new KeyCatalog(
            new KeyIndex(index, home, clock), new KeyIndexWriter(index, home, clock), clock),
        this::ownStore,
        awsEnvironment -> new StsLoginIssuer(awsEnvironment, clock),
        dialogue,
        messages);
  }

  /** What the configuration says now; the daemon need not have seen the newest edit. */
  private Optional<String> ownStore(ProfileName profile) throws ProblemException {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    try {
      JvcConfig config =
          ReloadingConfig.open(directories.config(), home, InstantSource.system()).get();
      return Optional.ofNullable(config.profiles().get(profile))
          .flatMap(settings -> Optional.ofNullable(settings.store()))
          .map(JvcConfig.Setting::value);
    } catch (JvcConfigException wrong) {
      throw new ProblemException(
          Problem.of(ProblemCode.BAD_CONFIGURATION, wrong.problems().getFirst().text()), wrong);
    }
  }
}
