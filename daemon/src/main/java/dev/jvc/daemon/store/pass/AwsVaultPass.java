package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.WriteLock;
import dev.jvc.daemon.vault.AwsVaultItem;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that aws-vault keeps in {@code pass}: one entry for each, named after its profile, whose
 * whole text is the item of its keyring library.
 *
 * <p>It lies where aws-vault's own variables say ({@code AWS_VAULT_PASS_PASSWORD_STORE_DIR}, {@code
 * AWS_VAULT_PASS_PREFIX}). By default aws-vault has no prefix, and any entry of the store may be
 * one of its keys or somebody's unrelated password.
 */
public final class AwsVaultPass implements ForeignKeys {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final StoreFolder folder;
  private final FolderManager manager;
  private final PassProblems problems;
  private final String prefix;
  private final String own;
  private final Path lock;

  private AwsVaultPass(
      StoreFolder folder,
      FolderManager manager,
      PassProblems problems,
      String prefix,
      String own,
      Path lock) {
    this.folder = folder;
    this.manager = manager;
    this.problems = problems;
    this.prefix = prefix;
    this.own = own;
    this.lock = lock;
  }

  /**
   * The entries that aws-vault would find with this environment.
   *
   * @param terminal the device of the terminal in which a person can be asked, if there is one
   * @param programs starts pass and GnuPG
   * @param own the folder of jvc's own entries, which are never aws-vault's
   * @param lock the file that stands for the right to write
   */
  public static ForeignKeys in(
      Map<String, String> environment,
      Optional<Path> terminal,
      ChildPrograms programs,
      String own,
      Path lock) {
    PassEnvironment passed = new PassEnvironment(environment, terminal);
    PassProblems problems = new PassProblems(PassSettings.Manager.PASS.program());
    Path root = root(environment, passed);
    StoreFolder folder = new StoreFolder(root, ".gpg");
    return new AwsVaultPass(
        folder,
        FolderManager.pass(folder, passed, programs, LIMIT, problems),
        problems,
        strip(environment.getOrDefault("AWS_VAULT_PASS_PREFIX", "")),
        own,
        lock);
  }

  private static Path root(Map<String, String> environment, PassEnvironment passed) {
    String named = environment.getOrDefault("AWS_VAULT_PASS_PASSWORD_STORE_DIR", "");
    Path configured =
        named.startsWith("~/")
            ? Path.of(environment.getOrDefault("HOME", "/"), named.substring(2))
            : named.startsWith("/") ? Path.of(named) : null;
    return passed.folder(new PassSettings(PassSettings.Manager.PASS, configured, "jvc"));
  }

  private static String strip(String prefix) {
    return prefix.replaceAll("^/+|/+$", "");
  }

  @Override
  public String name() {
    return "aws-vault's entries in pass";
  }

  @Override
  public List<Found> found() throws ProblemException {
    List<Found> found = new ArrayList<>();
    for (String path : paths().stream().sorted(Comparator.naturalOrder()).toList()) {
      String entry = entry(path);
      if (prefix.isEmpty() && entry.startsWith(own + "/")) {
        continue;
      }
      AwsVaultItem.profile(path)
          .map(name -> kind(name, "pass entry " + entry))
          .ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private Found kind(ProfileName name, String where) {
    return prefix.isEmpty() ? new Found.Perhaps(name, where) : new Found.Key(name, where, null);
  }

  private List<String> paths() throws ProblemException {
    try {
      return folder.list(prefix);
    } catch (StoreFolder.OutsideException outside) {
      throw problems.outside(prefix);
    } catch (IOException unreadable) {
      throw problems.unlistable(folder.root().toString(), String.valueOf(unreadable.getMessage()));
    }
  }

  @Override
  public ForeignKey read(ProfileName name) throws ProblemException {
    String entry = entry(name.value());
    Secret text = manager.show(entry).orElseThrow(() -> missing(name));
    try {
      BaseKey key = AwsVaultItem.unwrap(text, name, "pass entry " + entry);
      return new ForeignKey(name, key, text);
    } catch (ProblemException | RuntimeException useless) {
      text.close();
      throw useless;
    }
  }

  @Override
  public void remove(ForeignKey key) throws ProblemException {
    String entry = entry(key.name().value());
    try (WriteLock _ = WriteLock.acquire(lock, LIMIT)) {
      Optional<Secret> now = manager.show(entry);
      if (now.isEmpty()) {
        return;
      }
      try (Secret text = now.get()) {
        requireSame(entry, text, key.original());
      }
      manager.remove(entry);
    } catch (IOException busy) {
      throw problems.busy();
    }
  }

  @Override
  public void restore(ProfileName name, Secret original) throws ProblemException {
    String entry = entry(name.value());
    try (WriteLock _ = WriteLock.acquire(lock, LIMIT)) {
      Optional<Secret> now = manager.show(entry);
      if (now.isPresent()) {
        try (Secret text = now.get()) {
          requireSame(entry, text, original);
        }
        return;
      }
      insert(entry, original);
    } catch (IOException busy) {
      throw problems.busy();
    }
  }

  private void insert(String entry, Secret original) throws ProblemException {
    byte[] text = original.reveal(byte[]::clone);
    try {
      manager.insert(entry, text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static void requireSame(String entry, Secret now, Secret then) throws ProblemException {
    if (!now.matches(then)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.STORE_FAILED,
              "the pass entry " + entry + " has changed meanwhile and stays as it is: try again"));
    }
  }

  private ProblemException missing(ProfileName name) {
    return new ProblemException(
        Problem.of(ProblemCode.KEY_MISSING, "there is no pass entry " + entry(name.value())));
  }

  private String entry(String path) {
    return prefix.isEmpty() ? path : prefix + "/" + path;
  }

  /** Does nothing: what unlocks the entries is the agent's. */
  @Override
  public void close() {}
}
