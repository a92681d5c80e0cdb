package dev.jvc.client.setup;

import dev.jvc.client.awsfiles.AwsFiles;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.protocol.Wiring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out which files to change so that programs find credentials by themselves. */
public final class Setup {

  private final Map<String, String> environment;
  private final Places places;
  private final Journal journal;
  private final boolean macos;
  private final List<Change> changes = new ArrayList<>();
  private final Set<Path> targets = new HashSet<>();
  private final List<String> remarks = new ArrayList<>();

  private Setup(Map<String, String> environment, Places places, Journal journal, boolean macos) {
    this.environment = environment;
    this.places = places;
    this.journal = journal;
    this.macos = macos;
  }

  /**
   * For one run.
   *
   * @param environment the person's
   * @param macos whether the desktop is that of macOS
   * @throws Failure when there is no home folder, or what was done before cannot be read
   */
  public static Setup of(Map<String, String> environment, boolean macos) throws Failure {
    return new Setup(environment, Places.of(environment), Journal.read(environment), macos);
  }

  /** Adds the start files of the person's shells. */
  public Setup shells(Wiring wiring, boolean ownConfig) throws Failure {
    SharedVariables variables = SharedVariables.of(wiring, ownConfig, environment);
    for (Places.StartFile start : places.startFiles()) {
      block(start.path(), start.fish() ? ShellLines.fish(variables) : ShellLines.posix(variables));
    }
    return this;
  }

  /** Adds the environment of the desktop session. */
  public Setup desktop(Wiring wiring, boolean ownConfig) throws Failure {
    SharedVariables variables = SharedVariables.of(wiring, ownConfig, environment);
    if (macos) {
      wholeFile(places.launchAgent(), DesktopLines.launchAgent(variables));
    } else {
      block(places.environmentD(), DesktopLines.environmentD(variables));
    }
    return this;
  }

  /**
   * Adds the {@code credential_process} entry of a profile.
   *
   * @param program the client, as an absolute path
   * @return the name by which programs then find the profile
   */
  public String process(ProfileName profile, Path program) throws Failure {
    ProcessEntry entry = ProcessEntry.of(profile, program);
    Path path = AwsFiles.config(environment);
    if (path == null) {
      throw Failure.of(ExitCode.FAILED, "HOME is not set: set it to your home folder");
    }
    PersonsFile file = read(path);
    String text = file.text();
    Block present = Block.find(file.shown(), text, entry.key());
    if (present != null) {
      text = present.removedFrom(text, own(path, entry.key()));
    }
    List<String> lines = entry.lines(file.shown(), text).stream().map(Bytes::encode).toList();
    add(file, entry.putInto(text, lines), withBlock(path, entry.key(), lines));
    return entry.nameIn(text);
  }

  /**
   * Everything that was added.
   *
   * @param profile the profile that programs get when they name none; empty leaves that as it was
   */
  public Changes changes(String profile) {
    return new Changes(
        journal, profile.isEmpty() ? journal.profile() : profile, changes, remarks, List.of());
  }

  /** What takes back everything that any run has done. */
  public Changes undo() throws Failure {
    List<Path> paths = new ArrayList<>(journal.entries().keySet());
    places.everywhere().stream().filter(path -> !paths.contains(path)).forEach(paths::add);
    Path config = AwsFiles.config(environment);
    if (config != null && !paths.contains(config)) {
      paths.add(config);
    }
    Map<Path, Journal.Entry> touched = new LinkedHashMap<>();
    for (Path path : paths) {
      Journal.Entry entry = journal.entry(path);
      takeBack(path, entry);
      if (entry != null) {
        touched.put(path, entry);
      }
    }
    touched
        .keySet()
        .removeIf(path -> changes.stream().noneMatch(c -> c.file().path().equals(path)));
    return new Changes(
        new Journal("", new LinkedHashMap<>(touched), List.of()),
        "",
        changes,
        remarks,
        journal.folders());
  }

  private void takeBack(Path path, Journal.@Nullable Entry entry) throws Failure {
    PersonsFile file;
    try {
      file = PersonsFile.read(path, places.home());
    } catch (Failure unreadable) {
      if (entry != null) {
        throw unreadable;
      }
      return;
    }
    if (!file.exists() || !targets.add(file.target())) {
      return;
    }
    String text = file.text();
    boolean edited = entry != null && !Journal.digest(text).equals(entry.digest());
    if (entry != null && entry.blocks().isEmpty()) {
      if (edited) {
        remarks.add(file.shown() + " was changed since and is left as it is: delete it yourself");
      } else {
        changes.add(new Change(file, null, false, Map.of()));
      }
      return;
    }
    String after = withoutBlocks(file, path);
    if (after.equals(text)) {
      return;
    }
    if (edited) {
      remarks.add(file.shown() + " was changed since: only jvc's own lines are taken out");
    }
    boolean jvcs = entry == null ? path.startsWith(places.config()) : entry.created();
    changes.add(new Change(file, jvcs && after.isBlank() ? null : after, false, Map.of()));
  }

  private String withoutBlocks(PersonsFile file, Path path) throws Failure {
    String text = file.text();
    for (Block block : Block.all(file.shown(), text).reversed()) {
      List<String> own = own(path, block.key());
      if (!block.foreign(own).isEmpty()) {
        remarks.add(file.shown() + " has lines of yours between jvc's marks: they stay");
      }
      text = block.removedFrom(text, own);
    }
    return text;
  }

  private void block(Path path, List<String> plain) throws Failure {
    PersonsFile file = read(path);
    List<String> lines = plain.stream().map(Bytes::encode).toList();
    Block present = Block.find(file.shown(), file.text(), "");
    String after =
        present == null
            ? Block.append(file.text(), "", lines)
            : present.replacedIn(file.text(), lines, own(path, ""));
    add(file, after, withBlock(path, "", lines));
  }

  private void wholeFile(Path path, String text) throws Failure {
    PersonsFile file = read(path);
    Journal.Entry entry = journal.entry(path);
    String fresh = Bytes.encode(text);
    boolean jvcs =
        !file.exists()
            || file.text().equals(fresh)
            || (entry != null && Journal.digest(file.text()).equals(entry.digest()));
    if (!jvcs) {
      throw Failure.of(
          ExitCode.FAILED, file.shown() + " is not jvc's, or was changed: move it away");
    }
    add(file, fresh, Map.of());
  }

  private PersonsFile read(Path path) throws Failure {
    return PersonsFile.read(path, places.home());
  }

  private void add(PersonsFile file, String after, Map<String, List<String>> blocks) {
    if (!targets.add(file.target())) {
      return;
    }
    Change change = new Change(file, after, true, blocks);
    if (change.isNeeded() && file.isLink()) {
      remarks.add(file.shown() + " is a link: the lines go into " + file.leadsTo());
    }
    changes.add(change);
  }

  private @Nullable List<String> own(Path path, String key) {
    Journal.Entry entry = journal.entry(path);
    List<String> lines = entry == null ? null : entry.blocks().get(key);
    return lines == null ? null : lines.stream().map(Bytes::encode).toList();
  }

  private Map<String, List<String>> withBlock(Path path, String key, List<String> lines) {
    Journal.Entry entry = journal.entry(path);
    Map<String, List<String>> blocks =
        entry == null ? new LinkedHashMap<>() : new LinkedHashMap<>(entry.blocks());
    blocks.put(key, lines.stream().map(Bytes::decode).toList());
    return blocks;
  }
}
