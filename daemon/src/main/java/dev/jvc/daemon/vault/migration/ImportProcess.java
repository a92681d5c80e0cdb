package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vault.DaemonUnreachableException;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.KeyTasks;
import dev.jvc.daemon.vault.LoginIssuers;
import dev.jvc.daemon.vault.Stores;
import dev.jvc.daemon.vault.VaultCommand;
import java.io.PrintStream;
import java.util.List;

/**
 * A run of {@code jvc import}, from the command line to the exit code.
 *
 * <p>Unlike the other tasks it comes without a ticket: nobody knows beforehand which keys there
 * are. It takes a ticket for each key it finds.
 */
public final class ImportProcess {

  private final List<ForeignKeys> places;
  private final Stores stores;
  private final KeyCatalog catalog;
  private final KeyTasks tasks;
  private final LoginIssuers issuers;
  private final Backups backups;
  private final Dialogue dialogue;
  private final PrintStream out;
  private final PrintStream messages;

  /**
   * @param places where keys may be, in the order in which they are asked; closed by {@link #run}
   * @param out where the table goes, which is standard output
   * @param messages where sentences for the person go, which is standard error
   */
  public ImportProcess(
      List<ForeignKeys> places,
      Stores stores,
      KeyCatalog catalog,
      KeyTasks tasks,
      LoginIssuers issuers,
      Backups backups,
      Dialogue dialogue,
      PrintStream out,
      PrintStream messages) {
    this.places = List.copyOf(places);
    this.stores = stores;
    this.catalog = catalog;
    this.tasks = tasks;
    this.issuers = issuers;
    this.backups = backups;
    this.dialogue = dialogue;
    this.out = out;
    this.messages = messages;
  }

  /** Moves keys, or puts them back. */
  public ExitCode run(VaultCommand.Import command) {
    Outcome outcome = new Outcome(messages);
    try (OpenStores open = new OpenStores(stores);
        Backups.Lock _ = command.dryRun() ? () -> {} : backups.lock()) {
      if (command.undo()) {
        new UndoTask(places, tasks, catalog, backups, dialogue, out, outcome).run(command, open);
      } else {
        new ImportTask(places, tasks, catalog, issuers, backups, dialogue, out, outcome)
            .run(command, open);
      }
    } catch (ProblemException failed) {
      outcome.failed(failed.problem());
    } catch (DaemonUnreachableException gone) {
      outcome.say(String.valueOf(gone.getMessage()));
      outcome.failed(ExitCode.DAEMON_UNREACHABLE);
    } finally {
      places.forEach(ForeignKeys::close);
    }
    return outcome.code();
  }
}
