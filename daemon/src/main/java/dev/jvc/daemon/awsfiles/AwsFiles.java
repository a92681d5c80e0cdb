package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.profile.AwsEnvironment;
import dev.jvc.daemon.profile.Profiles;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The AWS files made for programs, kept current for as long as the daemon runs, and taken up again
 * by the next one.
 *
 * <p>The configuration file is a {@link GeneratedConfig}. The credentials file is a link to the
 * person's own as long as nothing in that can win over jvc, and empty otherwise. None of them ever
 * holds a key.
 */
public final class AwsFiles {

  private static final Logger LOG = System.getLogger(AwsFiles.class.getName());

  private final Directories directories;
  private final Sources sources;
  private final Path home;
  private final @Nullable Path launcher;
  private final Map<FilePair, Wanted> wanted = new LinkedHashMap<>();
  private Sources.@Nullable State seen;

  /** Whether the last change may not have reached the profiles yet. */
  private boolean unsettled;

  private record Wanted(Purpose purpose, ProfileName chosen) {}

  /**
   * @param storedKeys the names that base keys are stored under now, each with its store; asked
   *     again and again
   * @param launcher the client's program; null when it is not known where that is
   */
  public AwsFiles(
      Directories directories,
      AwsEnvironment environment,
      Profiles profiles,
      Supplier<Map<ProfileName, String>> storedKeys,
      @Nullable Path launcher,
      InstantSource clock) {
    this.directories = directories;
    this.sources = new Sources(environment, profiles, storedKeys, clock);
    this.home = environment.home();
    this.launcher = launcher;
  }

  /** Takes up what an earlier daemon made, as it should be now. */
  public synchronized void resume() {
    takeUp(desktop());
    if (Files.isDirectory(directories.execFiles())) {
      try (DirectoryStream<Path> left =
          Files.newDirectoryStream(directories.execFiles(), "*.config")) {
        for (Path config : left) {
          Mark.read(config)
              .ifPresent(mark -> takeUp(FilePair.exec(directories.execFiles(), mark.chosen())));
        }
      } catch (IOException unreadable) {
        LOG.log(Level.WARNING, "cannot take up the files of jvc exec: {0}", unreadable.toString());
      }
    }
    makeAll();
  }

  private void takeUp(FilePair pair) {
    try {
      Mark.read(pair.config())
          .ifPresent(mark -> wanted.put(pair, new Wanted(mark.purpose(), mark.chosen())));
    } catch (IOException unreadable) {
      LOG.log(Level.WARNING, "cannot read {0}: {1}", pair.config(), unreadable.toString());
    }
  }

  /** Where the files of the desktop are, whether or not they are wanted. */
  public FilePair desktop() {
    return FilePair.desktop(directories.desktopFiles());
  }

  /**
   * Makes the files for a purpose and a profile that has a plan, and keeps them from now on.
   *
   * @throws IOException when they cannot be written
   */
  public synchronized FilePair make(Purpose purpose, ProfileName chosen) throws IOException {
    FilePair pair =
        purpose == Purpose.DESKTOP ? desktop() : FilePair.exec(directories.execFiles(), chosen);
    sources.latest();
    write(pair, new Wanted(purpose, chosen));
    wanted.put(pair, new Wanted(purpose, chosen));
    return pair;
  }

  /**
   * Takes the files of the desktop away.
   *
   * @return whether there were any
   * @throws IOException when they cannot be removed
   */
  public synchronized boolean removeDesktop() throws IOException {
    boolean there = wanted.remove(desktop()) != null || Files.exists(desktop().config());
    FileWriter.remove(desktop());
    return there;
  }

  /** Makes every file anew that what it is made from has changed for. */
  public synchronized void keepCurrent() {
    if (wanted.isEmpty()) {
      return;
    }
    Sources.State now = sources.current();
    boolean same = now.equals(seen);
    seen = now;
    if (!same || unsettled) {
      // The profiles notice a change by themselves, perhaps later than this did: once more then.
      unsettled = !same;
      makeAll();
    }
  }

  /** What a person should know of the files of the desktop. */
  public synchronized List<String> problems() {
    List<String> problems = new ArrayList<>();
    try {
      Optional<Mark> mark = Mark.read(desktop().config());
      if (mark.isPresent() && !mark.get().intact()) {
        problems.add(
            shown(desktop().config())
                + " was changed by a program and will be made anew: take the change over into "
                + sources.shown());
      }
      for (Path aside : FileWriter.movedAside(directories.desktopFiles())) {
        problems.add(
            shown(aside)
                + " is what a program wrote into jvc's copy of your AWS files: take over what you"
                + " need into your own, and delete it");
      }
    } catch (IOException unreadable) {
      problems.add(shown(desktop().config()) + " cannot be read: " + unreadable.getMessage());
    }
    if (wanted.isEmpty()) {
      return problems;
    }
    for (ProfileName name : sources.served().keySet()) {
      if (!GeneratedConfig.isNameable(name)) {
        problems.add(
            "profile "
                + name
                + " is kept from programs, because AWS SDKs refuse a file with # or ; in the name"
                + " of a profile: rename it");
      }
    }
    if (program() == null) {
      problems.add(
          "the path of jvc has characters that AWS SDKs read differently, so that profiles cannot"
              + " be given to them by name: install jvc in another folder");
    }
    return problems;
  }

  private String shown(Path path) {
    return TrustedFile.shown(path, home);
  }

  private void makeAll() {
    for (Map.Entry<FilePair, Wanted> each : wanted.entrySet()) {
      try {
        write(each.getKey(), each.getValue());
      } catch (IOException unwritable) {
        LOG.log(
            Level.WARNING,
            "cannot write {0}: {1}",
            each.getKey().config(),
            String.valueOf(unwritable.getMessage()));
      }
    }
  }

  private void write(FilePair pair, Wanted what) throws IOException {
    Map<ProfileName, GeneratedConfig.Served> served = sources.served();
    boolean own = ownCredentialsAreHarmless(served.keySet(), what.chosen());
    RawConfig config = sources.own();
    boolean broken = config == null;
    // What it said before holds, as it does for the plans.
    if (!broken || Mark.read(pair.config()).isEmpty()) {
      GeneratedConfig generated =
          new GeneratedConfig(
              config == null ? RawConfig.EMPTY : config,
              served,
              own ? Set.of() : sources.unserved(served),
              program());
      FileWriter.config(
          pair.config(),
          Mark.marked(
              what.purpose(),
              what.chosen(),
              sources.shown(),
              generated.text(what.purpose(), what.chosen())));
    }
    if (own) {
      FileWriter.link(pair.credentials(), sources.ownCredentials());
    } else {
      FileWriter.empty(pair.credentials());
    }
  }

  private boolean ownCredentialsAreHarmless(Set<ProfileName> served, ProfileName chosen) {
    Set<String> names = sources.credentialNames();
    if (names == null || names.contains("default") || names.contains(chosen.value())) {
      return false;
    }
    return served.stream().map(ProfileName::value).noneMatch(names::contains);
  }

  /** A path of the client that needs no quotes: its own, or that of a link to it. */
  private @Nullable String program() {
    if (launcher == null || ProcessLine.isPlain(launcher.toString())) {
      return launcher == null ? null : launcher.toString();
    }
    Path link = directories.execFiles().resolve("jvc");
    if (!ProcessLine.isPlain(link.toString())) {
      return null;
    }
    try {
      FileWriter.link(link, launcher);
      return link.toString();
    } catch (IOException impossible) {
      LOG.log(Level.WARNING, "cannot make {0}: {1}", link, String.valueOf(impossible.getMessage()));
      return null;
    }
  }
}
