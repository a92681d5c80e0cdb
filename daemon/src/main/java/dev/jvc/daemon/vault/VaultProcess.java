package dev.jvc.daemon.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * One task from ticket to exit code.
 *
 * <p>Whatever fails, the person reads one sentence and the ticket goes back, so that the next try
 * need not wait for it to expire.
 */
public final class VaultProcess {

  private final Map<String, String> environment;
  private final Stores stores;
  private final KeyCatalog catalog;
  private final ConfiguredStores configured;
  private final LoginIssuers issuers;
  private final Dialogue dialogue;
  private final PrintStream messages;

  /**
   * @param environment of the process
   * @param messages where sentences for the person go, which is standard error
   */
  public VaultProcess(
      Map<String, String> environment,
      Stores stores,
      KeyCatalog catalog,
      ConfiguredStores configured,
      LoginIssuers issuers,
      Dialogue dialogue,
      PrintStream messages) {
    this.environment = environment;
    this.stores = stores;
    this.catalog = catalog;
    this.configured = configured;
    this.issuers = issuers;
    this.dialogue = dialogue;
    this.messages = messages;
  }

  /** Does what the ticket is for. */
  public ExitCode run(VaultCommand command, DaemonClient daemon) {
    try {
      perform(command, daemon);
      return ExitCode.DONE;
    } catch (ProblemException failed) {
      say(failed.problem());
      daemon.giveBack();
      return failed.problem().code().exit();
    } catch (DaemonUnreachableException gone) {
      messages.println("jvc: " + gone.getMessage());
      return ExitCode.DAEMON_UNREACHABLE;
    } catch (RuntimeException | Error defect) {
      daemon.giveBack();
      throw defect;
    }
  }

  private void perform(VaultCommand command, DaemonClient daemon)
      throws ProblemException, DaemonUnreachableException {
    Task task = daemon.task();
    switch (task) {
      case Task.Login login when command instanceof VaultCommand.Login -> {
        MfaCodes codes = new MfaCodes(environment, dialogue);
        KeyOwner owner = new KeyOwner(catalog, dialogue);
        new LoginTask(stores, catalog, owner, codes, issuers).run(login, daemon);
      }
      case Task.Add add when command instanceof VaultCommand.Add options ->
          new AddTask(stores, catalog, issuers, dialogue, reports(), messages)
              .run(add, source(options.origin()), options.verify(), daemon);
      case Task.Remove remove when command instanceof VaultCommand.Remove options ->
          new RemoveTask(stores, catalog, dialogue, reports())
              .run(remove, options.confirmed(), daemon);
      case Task.Move move when command instanceof VaultCommand.Move options ->
          new MoveTask(stores, catalog, configured, dialogue, reports())
              .run(move, options.to(), daemon);
      default ->
          throw new ProblemException(
              Problem.of(ProblemCode.BAD_REQUEST, "the ticket was issued for another task"));
    }
  }

  /** Where it is said what was done, which {@code --quiet} leaves out. */
  private PrintStream reports() {
    return environment.containsKey("JVC_QUIET")
        ? new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)
        : messages;
  }

  private KeySource source(VaultCommand.Origin origin) {
    return switch (origin) {
      case VaultCommand.Origin.Asked() -> new AskedKey(dialogue);
      case VaultCommand.Origin.Environment() -> new EnvironmentKey(environment);
      case VaultCommand.Origin.Csv(var file) -> new CsvKey(file);
    };
  }

  private void say(Problem problem) {
    messages.println("jvc: " + problem.message());
    if (problem.hint() != null) {
      messages.println("hint: run: " + problem.hint());
    }
  }
}
