package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.platform.WriteLock;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store in a password manager of the pass family.
 *
 * <p>Only reading a key unlocks anything; listing, writing and removing do not. Nothing that
 * unlocks the store is ever in this process: the manager's own agent asks the person. Each failure
 * is told after exactly one attempt.
 */
public final class PassStore implements SecretStore {

  /** The store's name, whichever program of the family it is kept with. */
  public static final String NAME = "pass";

  /** How long any one command may take, the person's answer included. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Supplied supplied;
  private final PassEnvironment environment;
  private final ChildPrograms programs;
  private final Path lock;
  private final Duration limit;
  private @Nullable Opened opened;

  private PassStore(
      Supplied supplied,
      PassEnvironment environment,
      ChildPrograms programs,
      Path lock,
      Duration limit) {
    this.supplied = supplied;
    this.environment = environment;
    this.programs = programs;
    this.lock = lock;
    this.limit = limit;
  }

  /** Where the settings come from when the store is first used. */
  @FunctionalInterface
  public interface Supplied {

    /**
     * The settings.
     *
     * @throws ProblemException when they cannot be acted on
     */
    PassSettings get() throws ProblemException;
  }

  /**
   * The store as it is configured; opening it touches nothing.
   *
   * @param environment of this process
   * @param terminal the device of the terminal in which a person can be asked, if there is one
   * @param programs starts the manager and GnuPG
   * @param lock the file that stands for the right to write
   */
  public static SecretStore open(
      Supplied settings,
      Map<String, String> environment,
      Optional<Path> terminal,
      ChildPrograms programs,
      Path lock) {
    return open(settings, new PassEnvironment(environment, terminal), programs, lock, LIMIT);
  }

  /** The same with another limit. */
  static SecretStore open(
      Supplied settings,
      PassEnvironment environment,
      ChildPrograms programs,
      Path lock,
      Duration limit) {
    return new PassStore(settings, environment, programs, lock, limit);
  }

  /**
   * Makes sure that keys can be kept in a store, without asking anyone.
   *
   * @throws ProblemException when its program is not installed, or it is not initialised
   */
  public static void check(
      PassSettings settings, Map<String, String> environment, ChildPrograms programs)
      throws ProblemException {
    String program = settings.manager().program();
    PassProblems problems = new PassProblems(program);
    if (programs.path().find(program) instanceof ProgramPath.Missing(String reason)) {
      throw problems.notStarted(program, new CommandResult.NotStarted(reason));
    }
    PassEnvironment passed = new PassEnvironment(environment, Optional.empty());
    open(settings, passed, programs, problems, LIMIT).list(settings.prefix());
  }

  /** The manager with what is asked of it. */
  private record Opened(PasswordManager manager, String prefix, PassProblems problems) {

    String entry(ProfileName name) throws ProblemException {
      try {
        return prefix + "/" + EntryName.of(name);
      } catch (IllegalArgumentException notUnicode) {
        throw problems.notUnicode();
      }
    }
  }

  private Opened opened() throws ProblemException {
    if (opened == null) {
      PassSettings settings = supplied.get();
      PassProblems problems = new PassProblems(settings.manager().program());
      opened =
          new Opened(
              open(settings, environment, programs, problems, limit), settings.prefix(), problems);
    }
    return opened;
  }

  private static PasswordManager open(
      PassSettings settings,
      PassEnvironment environment,
      ChildPrograms programs,
      PassProblems problems,
      Duration limit) {
    PassSettings.Manager which = settings.manager();
    Path root = environment.folder(settings);
    return switch (which) {
      case PASS ->
          FolderManager.pass(new StoreFolder(root, ".gpg"), environment, programs, limit, problems);
      case PASSAGE ->
          FolderManager.passage(
              new StoreFolder(root, ".age"), environment, programs, limit, problems);
      case GOPASS ->
          new GopassManager(
              new ManagerCommand(
                  programs, which.program(), environment.forManager(which, root), limit, problems));
    };
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized BaseKey read(ProfileName name) throws ProblemException {
    Opened store = opened();
    String entry = store.entry(name);
    try (Secret text =
        store.manager().show(entry).orElseThrow(() -> store.problems().missing(name))) {
      return decode(store, name, text);
    }
  }

  @Override
  public synchronized void write(ProfileName name, BaseKey key) throws ProblemException {
    Opened store = opened();
    String entry = store.entry(name);
    byte[] text = encode(store, name, key);
    try (WriteLock _ = WriteLock.acquire(lock, limit)) {
      store.manager().insert(entry, text);
    } catch (IOException busy) {
      throw store.problems().busy();
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public synchronized void remove(ProfileName name) throws ProblemException {
    Opened store = opened();
    String entry = store.entry(name);
    try (WriteLock _ = WriteLock.acquire(lock, limit)) {
      store.manager().remove(entry);
    } catch (IOException busy) {
      throw store.problems().busy();
    }
  }

  /** Found without unlocking; entries whose path is no profile's are left out. */
  @Override
  public synchronized List<ProfileName> names() throws ProblemException {
    Opened store = opened();
    return store.manager().list(store.prefix()).stream()
        .map(EntryName::parse)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  /** Does nothing: what unlocks the store is the agent's. */
  @Override
  public void close() {}

  private static BaseKey decode(Opened store, ProfileName name, Secret text)
      throws ProblemException {
    byte[] bytes = text.reveal(byte[]::clone);
    try {
      return EntryText.decode(name, bytes);
    } catch (EntryText.BadEntryException bad) {
      throw store.problems().badEntry(store.entry(name), bad);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] encode(Opened store, ProfileName name, BaseKey key)
      throws ProblemException {
    try {
      return EntryText.encode(name, key);
    } catch (EntryText.BadEntryException bad) {
      throw store.problems().badEntry(store.entry(name), bad);
    }
  }
}
