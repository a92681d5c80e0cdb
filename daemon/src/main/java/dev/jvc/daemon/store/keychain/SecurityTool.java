package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.platform.CommandResult;
import dev.jvc.daemon.platform.KeychainProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The items of the Keychain that hold keys; every failure is the sentence a person reads. */
final class SecurityTool implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KeychainProgram security;

  /**
   * @param environment of this process, of which the program sees what it needs
   * @param patience how long a person may take with a window
   */
  SecurityTool(Map<String, String> environment, String program, Duration patience) {
    this.security = new KeychainProgram(environment, program, patience);
  }

  /**
   * Reads a generic password.
   *
   * @param keychain the file of the keychain, or empty for those that are searched by default
   * @param reader gets what was printed, which is wiped afterwards
   * @return what the reader made of it; empty when there is no such item
   */
  <T> Optional<T> password(
      String service, String account, Optional<String> keychain, Function<byte[], T> reader)
      throws ProblemException {
    try (CommandResult result = security.password(service, account, keychain)) {
      if (KeychainProgram.isMissing(result)) {
        return Optional.empty();
      }
      return Optional.of(reader.apply(output(result)));
    }
  }

  /**
   * Adds a generic password or replaces it. No program is trusted with it, so that every reading
   * asks the person.
   *
   * @param hexadecimal the password in hexadecimal, which stays the caller's
   * @param keychain the file of the keychain, or empty for the default one
   */
  void add(
      String service, String account, String label, byte[] hexadecimal, Optional<String> keychain)
      throws ProblemException {
    try (CommandResult result =
        security.add(
            service, account, label, hexadecimal, KeychainProgram.Readers.NOBODY, keychain)) {
      output(result);
    } catch (KeychainProgram.TooLongException tooLong) {
      throw KeychainProblems.tooLong();
    }
  }

  /** Deletes a generic password; one that is not there is no failure. */
  void delete(String service, String account, Optional<String> keychain) throws ProblemException {
    try (CommandResult result = security.delete(service, account, keychain)) {
      if (!KeychainProgram.isMissing(result)) {
        output(result);
      }
    }
  }

  /** The accounts of a service, without unlocking anything. */
  List<String> accounts(String service, Optional<String> keychain) throws ProblemException {
    try (CommandResult result = security.dump(keychain)) {
      return KeychainDump.accounts(output(result), service);
    }
  }

  private static byte[] output(CommandResult result) throws ProblemException {
    if (result instanceof CommandResult.Exited exited && exited.code() == 0) {
      return exited.output();
    }
    throw KeychainProblems.notExited(result);
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    security.close();
  }
}
