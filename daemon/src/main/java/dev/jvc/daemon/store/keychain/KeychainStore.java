package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.KeychainProgram;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.vault.SecretStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store in the Keychain of macOS: generic passwords of the service {@code jvc} in the default
 * keychain.
 *
 * <p>An account is the {@link ProfileName#slug()} of a profile, whose alphabet neither {@code
 * security -i} nor the list of items treats specially.
 */
public final class KeychainStore implements SecretStore {

  static final String SERVICE = "jvc";

  /** Not with the name in it, which would not fit into one line with the account twice. */
  private static final String LABEL = "AWS key (jvc)";

  private static final Optional<String> DEFAULT_KEYCHAINS = Optional.empty();

  private final Map<String, String> environment;
  private final String program;
  private final Duration patience;
  private SecurityTool security;

  private KeychainStore(Map<String, String> environment, String program, Duration patience) {
    this.environment = Map.copyOf(environment);
    this.program = program;
    this.patience = patience;
    this.security = new SecurityTool(this.environment, program, patience);
  }

  /** The store of the user that an environment belongs to. */
  public static SecretStore in(Map<String, String> environment) {
    return in(environment, KeychainProgram.PROGRAM, SecurityTool.PATIENCE);
  }

  /** The same with another program in {@code security}'s place, and other patience. */
  static SecretStore in(Map<String, String> environment, String program, Duration patience) {
    return new KeychainStore(environment, program, patience);
  }

  /**
   * Makes sure that this machine has a Keychain.
   *
   * @throws ProblemException saying why not
   */
  public static void requireKeychain() throws ProblemException {
    if (OperatingSystem.current() != OperatingSystem.MACOS) {
      throw KeychainProblems.notMacOs();
    }
  }

  @Override
  public String name() {
    return "keychain";
  }

  @Override
  public synchronized BaseKey read(ProfileName name) throws ProblemException {
    Optional<BaseKey> key =
        security
            .password(SERVICE, name.slug(), DEFAULT_KEYCHAINS, KeyLine::decode)
            .orElseThrow(() -> KeychainProblems.missing(name));
    return key.orElseThrow(() -> KeychainProblems.notAKey(name));
  }

  @Override
  public synchronized void write(ProfileName name, BaseKey key) throws ProblemException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name.value())) {
      throw KeychainProblems.notStorable();
    }
    byte[] hexadecimal = KeyLine.hexadecimal(key);
    try {
      security.add(SERVICE, name.slug(), LABEL, hexadecimal, DEFAULT_KEYCHAINS);
    } finally {
      Arrays.fill(hexadecimal, (byte) 0);
    }
  }

  @Override
  public synchronized void remove(ProfileName name) throws ProblemException {
    security.delete(SERVICE, name.slug(), DEFAULT_KEYCHAINS);
  }

  /** Lists without unlocking. */
  @Override
  public synchronized List<ProfileName> names() throws ProblemException {
    return security.accounts(SERVICE, DEFAULT_KEYCHAINS).stream()
        .flatMap(account -> ProfileName.ofSlug(account).stream())
        .sorted()
        .distinct()
        .toList();
  }

  /** Ends a program that still runs; nothing of the Keychain is held here. */
  @Override
  public synchronized void close() {
    security.close();
    security = new SecurityTool(environment, program, patience);
  }
}
