package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import dev.jvc.daemon.platform.ErrorOutput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A password manager whose entries are files in a folder ({@code pass} and {@code passage}).
 *
 * <p>Listed by looking at the files, written by the manager's own commands, so that its recipients,
 * git history and hooks are respected. A change that the history refuses is taken back.
 */
final class FolderManager implements PasswordManager {

  /** Decrypts an entry. */
  interface Decryption {

    /**
     * The text of an entry.
     *
     * @param encrypted the content of its file
     * @return to be closed by the caller
     */
    Secret decrypt(String entry, byte[] encrypted) throws ProblemException;
  }

  private final StoreFolder folder;
  private final ManagerCommand command;
  private final Git git;
  private final Decryption decryption;
  private final Optional<String> recipients;
  private final PassProblems problems;

  /**
   * @param recipients the file without which the store is not initialised, if it needs one
   */
  private FolderManager(
      StoreFolder folder,
      ManagerCommand command,
      Git git,
      Decryption decryption,
      Optional<String> recipients,
      PassProblems problems) {
    this.folder = folder;
    this.command = command;
    this.git = git;
    this.decryption = decryption;
    this.recipients = recipients;
    this.problems = problems;
  }

  /** The store of {@code pass}, whose entries gpg decrypts. */
  static FolderManager pass(
      StoreFolder folder,
      PassEnvironment environment,
      ChildPrograms programs,
      Duration limit,
      PassProblems problems) {
    PassSettings.Manager pass = PassSettings.Manager.PASS;
    Map<String, String> variables = environment.forManager(pass, folder.root());
    return new FolderManager(
        folder,
        new ManagerCommand(programs, pass.program(), variables, limit, problems),
        new Git(programs, folder.root(), variables),
        new Gpg(programs, environment, problems, limit)::decrypt,
        Optional.of(".gpg-id"),
        problems);
  }

  /** The store of {@code passage}, which decrypts its entries itself. */
  static FolderManager passage(
      StoreFolder folder,
      PassEnvironment environment,
      ChildPrograms programs,
      Duration limit,
      PassProblems problems) {
    PassSettings.Manager passage = PassSettings.Manager.PASSAGE;
    Map<String, String> variables = environment.forManager(passage, folder.root());
    ManagerCommand command =
        new ManagerCommand(programs, passage.program(), variables, limit, problems);
    return new FolderManager(
        folder,
        command,
        new Git(programs, folder.root(), variables),
        (entry, _) -> command.show(entry),
        Optional.empty(),
        problems);
  }

  @Override
  public Optional<Secret> show(String entry) throws ProblemException {
    requireInitialised(entry);
    Optional<byte[]> encrypted = read(entry);
    return encrypted.isEmpty()
        ? Optional.empty()
        : Optional.of(decryption.decrypt(entry, encrypted.get()));
  }

  @Override
  public void insert(String entry, byte[] text) throws ProblemException {
    requireInitialised(entry);
    Optional<byte[]> before = read(entry);
    try (CommandResult result =
        command.run(text, _ -> repair(entry, before), "insert", "-m", "-f", "--", entry)) {
      ErrorOutput said = settle(entry, before, result, "store");
      if (same(before, read(entry))) {
        throw problems.commandFailed("the entry " + entry + " was not written", 0, words(said));
      }
    }
  }

  @Override
  public void remove(String entry) throws ProblemException {
    Optional<byte[]> before = read(entry);
    if (before.isEmpty()) {
      return;
    }
    try (CommandResult result = command.run(new byte[0], _ -> {}, "rm", "-f", "--", entry)) {
      ErrorOutput said = settle(entry, before, result, "remove");
      if (folder.has(entry)) {
        throw problems.commandFailed("the entry " + entry + " was not removed", 0, words(said));
      }
    }
  }

  @Override
  public List<String> list(String below) throws ProblemException {
    requireInitialised(below);
    try {
      return folder.list(below);
    } catch (StoreFolder.OutsideException outside) {
      throw problems.outside(below);
    } catch (IOException unreadable) {
      throw problems.unlistable(folder.root().toString(), reason(unreadable));
    }
  }

  /**
   * Makes sure that a change was either taken as a whole or is taken back.
   *
   * @return what the manager said to it
   */
  private ErrorOutput settle(
      String entry, Optional<byte[]> before, CommandResult result, String verb)
      throws ProblemException {
    boolean refused = git.leftOut(folder.file(entry));
    boolean done = result instanceof CommandResult.Exited exited && exited.code() == 0;
    if (done && !refused) {
      return ((CommandResult.Exited) result).errors();
    }
    boolean changed = !same(before, read(entry));
    boolean takeBack = changed && (refused || result instanceof CommandResult.Exited);
    if (takeBack) {
      takeBack(entry, before, refused);
    }
    if (refused && result instanceof CommandResult.Exited exited) {
      throw problems.commandFailed(
          "git did not take the change of " + entry + ", so nothing was changed",
          exited.code(),
          words(exited.errors()));
    }
    throw command.failure(result, verb + " " + entry);
  }

  private void takeBack(String entry, Optional<byte[]> before, boolean staged)
      throws ProblemException {
    try {
      folder.restore(entry, before);
    } catch (IOException unwritable) {
      throw problems.notTakenBack(entry, reason(unwritable));
    }
    if (staged) {
      git.stage(folder.file(entry));
    }
  }

  /** After a manager that was ended: its gpg empties the file first and then writes it at once. */
  private void repair(String entry, Optional<byte[]> before) {
    try {
      Optional<byte[]> now = folder.read(entry);
      if (now.isEmpty() || now.get().length == 0) {
        folder.restore(entry, before);
      }
    } catch (IOException unwritable) {
      // What is there will be found damaged, and said so, when it is read.
    }
  }

  private void requireInitialised(String entry) throws ProblemException {
    if (recipients.isPresent() && !folder.hasOnTheWay(entry, recipients.get())) {
      throw problems.notInitialised(folder.root().toString());
    }
  }

  private Optional<byte[]> read(String entry) throws ProblemException {
    try {
      folder.requireInside(folder.file(entry));
      return folder.read(entry);
    } catch (StoreFolder.OutsideException outside) {
      throw problems.outside(entry);
    } catch (StoreFolder.TooLargeException large) {
      throw problems.tooLarge(entry);
    } catch (IOException unreadable) {
      throw problems.unreadable(entry, reason(unreadable));
    }
  }

  private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
    return Arrays.equals(one.orElse(null), other.orElse(null));
  }

  private static String words(ErrorOutput said) {
    return ManagerCommand.words(said);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String text =
        cause instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : String.valueOf(cause.getMessage());
    return text.isEmpty()
        ? "unknown reason"
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
