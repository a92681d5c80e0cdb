package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.platform.StandInSecurity;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The stores in a keychain that a program in {@code security}'s place keeps. */
final class StandInKeychain extends StandInSecurity {

  private StandInKeychain(String program) {
    super(program);
  }

  /** An empty keychain below a folder. */
  static StandInKeychain in(Path parent) throws IOException {
    return new StandInKeychain(make(parent));
  }

  /** The one that another process has made. */
  static StandInKeychain at(String program) {
    return new StandInKeychain(program);
  }

  SecretStore store() {
    return store(Duration.ofSeconds(60));
  }

  SecretStore store(Duration patience) {
    return KeychainStore.in(environment(), program(), patience);
  }

  ForeignKeys awsVault() {
    return AwsVaultKeychain.in(environment(), program(), Duration.ofSeconds(60));
  }
}
