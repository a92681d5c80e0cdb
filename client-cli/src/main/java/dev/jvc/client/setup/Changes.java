package dev.jvc.client.setup;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Everything that a run would do, decided before anything is done.
 *
 * @param journal what had been done before
 * @param profile the profile of the journal afterwards
 * @param changes those files that change
 * @param remarks what a person should know beforehand
 * @param folders folders of an earlier run that go when they are empty
 */
public record Changes(
    Journal journal,
    String profile,
    List<Change> changes,
    List<String> remarks,
    List<Path> folders) {

  public Changes {
    changes = changes.stream().filter(Change::isNeeded).toList();
    remarks = List.copyOf(remarks);
    folders = List.copyOf(folders);
  }

  /** Whether no file changes. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** A unified diff of every file that changes, ready to be printed line by line. */
  public List<String> diff() {
    List<String> lines = new ArrayList<>();
    changes.forEach(change -> lines.addAll(change.diff()));
    return lines;
  }

  /** The files that change, as messages name them. */
  public List<String> files() {
    return changes.stream().map(change -> change.file().shown()).toList();
  }

  /**
   * Makes sure that every file can be changed.
   *
   * @throws Failure about the first that cannot
   */
  public void requireWritable() throws Failure {
    for (Change change : changes) {
      change.file().requireWritable();
    }
  }

  /**
   * Changes the files, or none of them.
   *
   * @throws Failure when nothing was changed, and why
   */
  public void apply(Map<String, String> environment) throws Failure {
    SequencedMap<Path, Journal.Entry> entries = new LinkedHashMap<>(journal.entries());
    SequencedSet<Path> made = new LinkedHashSet<>(journal.folders());
    List<PersonsFile> done = new ArrayList<>();
    PersonsFile current = null;
    try {
      for (Change change : changes) {
        current = change.file();
        made.addAll(perform(change));
        done.add(current);
        remember(entries, change);
      }
      current = null;
      folders.reversed().forEach(Changes::removeIfEmpty);
      made.removeIf(folder -> !Files.exists(folder));
      new Journal(profile, entries, List.copyOf(made)).write(environment);
    } catch (IOException impossible) {
      String where = current == null ? "the list of changes" : current.shown();
      throw Failure.of(
          ExitCode.FAILED,
          "cannot write "
              + where
              + " ("
              + impossible.getMessage()
              + "): "
              + rollBack(done)
              + ", run it again when that is mended");
    }
  }

  private static List<Path> perform(Change change) throws IOException {
    String after = change.after();
    if (after == null) {
      change.file().delete();
      return List.of();
    }
    return change.file().write(after);
  }

  private static void remember(SequencedMap<Path, Journal.Entry> entries, Change change) {
    Path path = change.file().path();
    String after = change.after();
    Journal.Entry before = entries.get(path);
    if (after == null || !change.wired()) {
      entries.remove(path);
    } else {
      boolean created = before == null ? !change.file().exists() : before.created();
      entries.put(path, new Journal.Entry(created, Journal.digest(after), change.blocks()));
    }
  }

  private static String rollBack(List<PersonsFile> done) {
    String outcome = "nothing was changed";
    for (PersonsFile file : done.reversed()) {
      try {
        file.restore();
      } catch (IOException stuck) {
        outcome = file.shown() + " was changed and could not be changed back";
      }
    }
    return outcome;
  }

  private static void removeIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException used) {
      // Somebody else has use for it by now.
    } catch (IOException kept) {
      // An empty folder does no harm.
    }
  }
}
