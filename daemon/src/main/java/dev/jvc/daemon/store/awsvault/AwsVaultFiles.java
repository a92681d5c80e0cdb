package dev.jvc.daemon.store.awsvault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.vault.AwsVaultItem;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.Unlocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * aws-vault's file backend: a folder with one encrypted file for each key.
 *
 * <p>A file is named after its key, with slashes and percent signs as {@code %2F} and {@code %25}.
 * The passphrase that opened one file is tried on the next; each may have its own.
 */
public final class AwsVaultFiles implements ForeignKeys {

  private final Path folder;
  private final Path home;
  private final Unlocker passphrases;
  private @Nullable Secret opened;

  private AwsVaultFiles(Path folder, Path home, Unlocker passphrases) {
    this.folder = folder;
    this.home = home;
    this.passphrases = passphrases;
  }

  /**
   * The keys in a folder, which need not exist.
   *
   * @param home the folder that messages write as {@code ~}
   * @param passphrases where the passphrase comes from
   */
  public static ForeignKeys in(Path folder, Path home, Unlocker passphrases) {
    return new AwsVaultFiles(folder, home, passphrases);
  }

  @Override
  public String name() {
    return "aws-vault (" + TrustedFile.shown(folder, home) + ")";
  }

  @Override
  public List<Found> found() throws ProblemException {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          AwsVaultItem.profile(decoded(name)).map(key -> found(file, key)).ifPresent(found::add);
        }
      }
    } catch (IOException unreadable) {
      throw failed(name() + " cannot be listed: permission denied");
    }
    return List.copyOf(found);
  }

  private Found found(Path file, ProfileName name) {
    try {
      CompactJwe.parse(content(file));
      return new Found.Key(name, shown(file), null);
    } catch (CompactJwe.MalformedException malformed) {
      return new Found.Unusable(shown(file), "not a key of aws-vault's: " + malformed.reason());
    } catch (ProblemException unreadable) {
      return new Found.Unusable(shown(file), unreadable.problem().message());
    }
  }

  @Override
  public ForeignKey read(ProfileName name) throws ProblemException {
    Path file = file(name).orElseThrow(() -> missing(name));
    byte[] content = content(file);
    CompactJwe jwe;
    try {
      jwe = CompactJwe.parse(content);
    } catch (CompactJwe.MalformedException malformed) {
      throw failed(shown(file) + " cannot be used: " + malformed.reason());
    }
    try (Secret item = open(jwe, file)) {
      BaseKey key = AwsVaultItem.unwrap(item, name, shown(file));
      return new ForeignKey(name, key, Secret.owning(content));
    }
  }

  private Secret open(CompactJwe jwe, Path file) throws ProblemException {
    if (opened != null) {
      Optional<Secret> item = open(jwe, opened, file);
      if (item.isPresent()) {
        return item.get();
      }
    }
    return passphrases.unlock(passphrase -> {
      Secret item =
          open(jwe, passphrase, file)
              .orElseThrow(() ->
                  new ProblemException(
                      Problem.of(
                          ProblemCode.WRONG_PASSPHRASE,
                          "wrong passphrase for " + shown(file) + ": it stays")));
      forget();
      opened = passphrase.copy();
      return item;
    });
  }

  private Optional<Secret> open(CompactJwe jwe, Secret passphrase, Path file)
      throws ProblemException {
    try {
      return jwe.open(passphrase);
    } catch (CompactJwe.MalformedException damaged) {
      throw failed(shown(file) + " cannot be used: " + damaged.reason());
    }
  }

  @Override
  public void remove(ForeignKey key) throws ProblemException {
    Optional<Path> file = file(key.name());
    if (file.isEmpty()) {
      return;
    }
    requireSame(file.get(), key.original(), "was changed by somebody else meanwhile");
    try {
      PrivateFiles.delete(file.get());
    } catch (IOException unwritable) {
      throw failed(shown(file.get()) + " cannot be removed: permission denied");
    }
  }

  @Override
  public void restore(ProfileName name, Secret original) throws ProblemException {
    Optional<Path> present = file(name);
    if (present.isPresent()) {
      requireSame(present.get(), original, "holds another key by now");
      return;
    }
    Path file = folder.resolve(encoded(name));
    byte[] content = original.reveal(byte[]::clone);
    try {
      PrivateFiles.replace(file, content);
    } catch (IOException unwritable) {
      throw failed(shown(file) + " cannot be written: " + unwritable.getMessage());
    }
  }

  private void requireSame(Path file, Secret original, String otherwise) throws ProblemException {
    byte[] now = content(file);
    if (!original.reveal(bytes -> Arrays.equals(bytes, now))) {
      throw failed(shown(file) + " " + otherwise + ", and is left as it is");
    }
  }

  /** Wipes the passphrase. */
  @Override
  public void close() {
    forget();
  }

  private void forget() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  private Optional<Path> file(ProfileName name) {
    try {
      return Optional.of(folder.resolve(encoded(name))).filter(Files::isRegularFile);
    } catch (InvalidPathException unrepresentable) {
      return Optional.empty();
    }
  }

  private byte[] content(Path file) throws ProblemException {
    try {
      if (Files.size(file) > CompactJwe.MAX_BYTES) {
        throw failed(shown(file) + " is too large for a key");
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw failed(shown(file) + " cannot be read: permission denied");
    }
  }

  private String shown(Path file) {
    return TrustedFile.shown(file, home);
  }

  private static String encoded(ProfileName name) {
    return name.value().replace("%", "%25").replace("/", "%2F");
  }

  private static String decoded(String file) {
    return file.replace("%2F", "/").replace("%25", "%");
  }

  private ProblemException missing(ProfileName name) {
    return new ProblemException(
        Problem.of(ProblemCode.KEY_MISSING, "no key of " + name + " in " + name()));
  }

  private static ProblemException failed(String message) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message));
  }
}
