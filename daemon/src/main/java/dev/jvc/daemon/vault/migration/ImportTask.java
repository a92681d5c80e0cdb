package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.DaemonUnreachableException;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.KeyCatalog;
import dev.jvc.daemon.vault.KeyTasks;
import dev.jvc.daemon.vault.LoginIssuers;
import dev.jvc.daemon.vault.VaultCommand;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code jvcd vault import}: show what is there, ask once, move key by key. */
final class ImportTask {

  private final List<ForeignKeys> places;
  private final KeyTasks tasks;
  private final KeyCatalog catalog;
  private final LoginIssuers issuers;
  private final Backups backups;
  private final Dialogue dialogue;
  private final PrintStream out;
  private final Outcome outcome;

  ImportTask(
      List<ForeignKeys> places,
      KeyTasks tasks,
      KeyCatalog catalog,
      LoginIssuers issuers,
      Backups backups,
      Dialogue dialogue,
      PrintStream out,
      Outcome outcome) {
    this.places = places;
    this.tasks = tasks;
    this.catalog = catalog;
    this.issuers = issuers;
    this.backups = backups;
    this.dialogue = dialogue;
    this.out = out;
    this.outcome = outcome;
  }

  void run(VaultCommand.Import command, OpenStores stores)
      throws ProblemException, DaemonUnreachableException {
    Survey survey = new Survey(tasks, catalog, stores, Set.copyOf(command.only()), outcome::failed);
    List<Candidate> all = survey.of(places);
    requireAsked(command.only(), all);
    if (all.isEmpty()) {
      outcome.say("found no keys in " + names() + ": nothing to move");
      return;
    }
    show(all);
    List<Candidate> moving = all.stream().filter(Candidate::moves).toList();
    if (command.dryRun() || moving.isEmpty()) {
      outcome.say(command.dryRun() ? "nothing was changed" : "nothing to move");
      return;
    }
    if (!command.confirmed()) {
      Consent.require(dialogue, "Move " + Consent.keys(moving.size()) + "? [y/N] ", "the import");
    }
    try (KeyMove move = new KeyMove(tasks, stores, catalog, issuers, backups, command.verify())) {
      moveAll(moving, move);
    }
  }

  private void moveAll(List<Candidate> moving, KeyMove move) throws DaemonUnreachableException {
    int moved = 0;
    for (int i = 0; i < moving.size(); i++) {
      Candidate candidate = moving.get(i);
      ProfileName name = candidate.profile();
      try {
        say(candidate, move.move(candidate.place(), name));
        moved++;
      } catch (ProblemException failed) {
        if (failed.problem().code() == ProblemCode.CANCELLED) {
          stop(failed, moving.size() - i);
          break;
        }
        if (failed.problem().code() == ProblemCode.KEY_MISSING && !candidate.certain()) {
          outcome.say(failed.problem().message() + ": it stays");
        } else {
          outcome.failed(failed.problem());
        }
      } catch (StopException failed) {
        stop(failed.problem(), moving.size() - i);
        break;
      }
    }
    if (moved > 0) {
      outcome.say(
          "moved "
              + Consent.keys(moved)
              + "; what was there before is kept encrypted, and jvc import --undo puts it back");
    }
  }

  private void stop(ProblemException failed, int left) {
    outcome.failed(failed.problem());
    outcome.say(
        Consent.keys(left)
            + (left == 1 ? " was" : " were")
            + " not moved: jvc import goes on where it stopped");
  }

  private void say(Candidate candidate, KeyMove.Moved moved) {
    String key = "key " + moved.id().masked() + " of " + moved.name();
    String place = candidate.place().name();
    outcome.say(
        moved.hadKey()
            ? "took " + key + " out of " + place + ": the " + moved.store() + " store has it"
            : "moved " + key + " from " + place + " to the " + moved.store() + " store");
  }

  private void show(List<Candidate> all) {
    Columns columns = new Columns("PROFILE", "FROM", "KEY", "WHAT HAPPENS");
    for (Candidate each : all) {
      columns.row(
          each.name() == null ? "-" : each.name().value(),
          each.where(),
          each.tail() == null ? "-" : "****" + each.tail(),
          each.plan());
    }
    columns.lines().forEach(out::println);
    out.flush();
  }

  private void requireAsked(List<ProfileName> only, List<Candidate> all) throws ProblemException {
    for (ProfileName asked : only) {
      if (all.stream().noneMatch(each -> asked.equals(each.name()))) {
        throw new ProblemException(
            Problem.of(
                ProblemCode.BAD_REQUEST,
                "no key of " + asked + " was found: jvc import --dry-run shows what there is"));
      }
    }
  }

  private String names() {
    return places.stream().map(ForeignKeys::name).collect(Collectors.joining(", "));
  }
}
