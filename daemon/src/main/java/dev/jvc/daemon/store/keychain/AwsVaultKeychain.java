package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.KeychainProgram;
import dev.jvc.daemon.vault.AwsVaultItem;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * aws-vault's Keychain backend: generic passwords of the service {@code aws-vault}, whose accounts
 * are the names of the keys, in a keychain of aws-vault's own.
 */
public final class AwsVaultKeychain implements ForeignKeys {

  private static final String SERVICE = "aws-vault";
  private static final String VARIABLE = "AWS_VAULT_KEYCHAIN_NAME";

  private final SecurityTool security;
  private final Path keychain;

  private AwsVaultKeychain(SecurityTool security, Path keychain) {
    this.security = security;
    this.keychain = keychain;
  }

  /** The keys of the user that an environment belongs to; none where the keychain is missing. */
  public static ForeignKeys in(Map<String, String> environment) {
    return in(environment, KeychainProgram.PROGRAM, SecurityTool.PATIENCE);
  }

  /** The same with another program in {@code security}'s place, and other patience. */
  static ForeignKeys in(Map<String, String> environment, String program, Duration patience) {
    String named = environment.getOrDefault(VARIABLE, "");
    return new AwsVaultKeychain(
        new SecurityTool(environment, program, patience),
        Path.of(
            environment.getOrDefault("HOME", "/"),
            "Library/Keychains",
            (named.isEmpty() ? "aws-vault" : named) + ".keychain-db"));
  }

  @Override
  public String name() {
    return "aws-vault (Keychain)";
  }

  @Override
  public List<Found> found() throws ProblemException {
    if (!Files.exists(keychain)) {
      return List.of();
    }
    return security.accounts(SERVICE, file()).stream()
        .flatMap(account -> AwsVaultItem.profile(account).stream())
        .sorted()
        .distinct()
        .map(profile -> (Found) new Found.Key(profile, where(profile), null))
        .toList();
  }

  @Override
  public ForeignKey read(ProfileName name) throws ProblemException {
    Secret payload = payload(name).orElseThrow(() -> missing(name));
    byte[] bytes = payload.reveal(byte[]::clone);
    try {
      BaseKey key = AwsVaultItem.key(bytes, where(name));
      return new ForeignKey(name, key, payload);
    } catch (ProblemException notAKey) {
      payload.close();
      throw notAKey;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public void remove(ForeignKey key) throws ProblemException {
    if (isStill(key.name(), key.original())) {
      security.delete(SERVICE, key.name().value(), file());
    }
  }

  @Override
  public void restore(ProfileName name, Secret original) throws ProblemException {
    if (isStill(name, original)) {
      return;
    }
    byte[] hexadecimal = original.reveal(KeyLine::hexadecimal);
    try {
      security.add(SERVICE, name.value(), "aws-vault (" + name + ")", hexadecimal, file());
    } finally {
      Arrays.fill(hexadecimal, (byte) 0);
    }
  }

  /** Whether the item holds that payload; false when there is none. */
  private boolean isStill(ProfileName name, Secret payload) throws ProblemException {
    Optional<Secret> found = payload(name);
    if (found.isEmpty()) {
      return false;
    }
    try (Secret present = found.get()) {
      if (present.matches(payload)) {
        return true;
      }
    }
    throw new ProblemException(
        Problem.of(
            ProblemCode.STORE_FAILED,
            where(name) + " is another one by now, and stays as it is: run this again"));
  }

  private Optional<Secret> payload(ProfileName name) throws ProblemException {
    return Files.exists(keychain)
        ? security.password(SERVICE, name.value(), file(), KeyLine::text)
        : Optional.empty();
  }

  private Optional<String> file() {
    return Optional.of(keychain.toString());
  }

  private String where(ProfileName name) {
    return "the item " + name + " in " + keychain.getFileName();
  }

  private ProblemException missing(ProfileName name) {
    return new ProblemException(
        Problem.of(ProblemCode.KEY_MISSING, where(name) + " does not exist"));
  }

  @Override
  public void close() {
    security.close();
  }
}
