package dev.jvc.daemon;

import dev.jvc.daemon.aws.StsLoginIssuer;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.KeyIndexWriter;
import dev.jvc.daemon.keys.StoreChoices;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProcessHardening;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.platform.Terminal;
import dev.jvc.daemon.vault.DaemonClient;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.Farewell;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.KeyTasks;
import dev.jvc.daemon.vault.LoginIssuer;
import dev.jvc.daemon.vault.PipedLines;
import dev.jvc.daemon.vault.TerminalPrompt;
import dev.jvc.daemon.vault.VaultCommand;
import dev.jvc.daemon.vault.VaultProcess;
import dev.jvc.daemon.vault.migration.Backups;
import dev.jvc.daemon.vault.migration.ImportProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The composition root of the vault process: one task, in the terminal of who asked for it. */
final class Vault {

  /** How long a task may take, waiting for the person included. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** The same for many keys in one go. */
  private static final Duration MOVING_LIMIT = Duration.ofMinutes(30);

  private final Map<String, String> environment;
  private final Directories directories;
  private final PrintStream messages;
  private final ChildPrograms programs;

  private Vault(Map<String, String> environment, Directories directories, PrintStream messages) {
    this.environment = environment;
    this.directories = directories;
    this.messages = messages;
    this.programs = new ChildPrograms(ProgramPath.of(environment.getOrDefault("PATH", "")));
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
      Vault vault = new Vault(environment, directories, messages);
      if (command instanceof VaultCommand.Import moving) {
        return vault.move(moving).code();
      }
      DaemonClient daemon =
          new DaemonClient(directories.controlSocket(), environment.getOrDefault("JVC_TICKET", ""));
      return vault.perform(command, daemon).code();
    } catch (IllegalArgumentException usage) {
      messages.println("jvc: " + usage.getMessage());
      return ExitCode.USAGE.code();
    }
  }

  private ExitCode perform(VaultCommand command, DaemonClient daemon) {
    Optional<Terminal> terminal = Terminal.open();
    try (Farewell _ = Farewell.prepare(LIMIT, () -> leave(terminal), daemon::giveBack, messages)) {
      return process(dialogue(terminal)).run(command, daemon);
    } finally {
      terminal.ifPresent(Terminal::close);
    }
  }

  /** Takes its tickets itself, which end with the process. */
  private ExitCode move(VaultCommand.Import command) {
    Optional<Terminal> terminal = Terminal.open();
    try (Farewell _ = Farewell.prepare(MOVING_LIMIT, () -> leave(terminal), () -> {}, messages)) {
      return moving(command, dialogue(terminal)).run(command);
    } finally {
      terminal.ifPresent(Terminal::close);
    }
  }

  /** What other programs ask in the terminal ends before the terminal is put in order. */
  private void leave(Optional<Terminal> terminal) {
    programs.close();
    terminal.ifPresent(Terminal::abandon);
  }

  private Dialogue dialogue(Optional<Terminal> terminal) {
    return new Dialogue(
        Terminal.isStandardInput() ? Optional.empty() : Optional.of(new PipedLines(System.in)),
        terminal.map(open -> new TerminalPrompt(open, messages)));
  }

  private VaultProcess process(Dialogue dialogue) {
    KeyPlaces places = places(dialogue);
    return new VaultProcess(
        environment,
        places.stores(choices()::record),
        catalog(),
        places::ownStore,
        Vault::issuer,
        dialogue,
        messages);
  }

  private ImportProcess moving(VaultCommand.Import command, Dialogue dialogue) {
    KeyPlaces places = places(dialogue);
    return new ImportProcess(
        places.elsewhere(),
        places.stores(command.dryRun() ? looking -> {} : choices()::record),
        catalog(),
        new KeyTasks(directories.controlSocket()),
        Vault::issuer,
        new Backups(directories.data().resolve("import")),
        dialogue,
        System.out,
        messages);
  }

  private KeyPlaces places(Dialogue dialogue) {
    return new KeyPlaces(
        environment,
        directories,
        programs,
        dialogue,
        sentence -> messages.println("jvc: " + sentence));
  }

  private StoreChoices choices() {
    return new StoreChoices(directories.storeChoice(), home(), InstantSource.system());
  }

  private KeyCatalog catalog() {
    InstantSource clock = InstantSource.system();
    Path index = directories.keyIndex();
    return new KeyCatalog(
        new KeyIndex(index, home(), clock), new KeyIndexWriter(index, home(), clock), clock);
  }

  private static LoginIssuer issuer(Map<String, String> awsEnvironment) {
    return new StsLoginIssuer(awsEnvironment, InstantSource.system());
  }

  private Path home() {
    return Path.of(environment.getOrDefault("HOME", "/"));
  }
}
