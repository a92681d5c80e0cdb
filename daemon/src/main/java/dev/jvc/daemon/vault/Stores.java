package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import java.util.Map;
import java.util.function.Supplier;

/** The stores of this machine by name, each opened when a task needs it. */
public final class Stores {

  private final Map<String, Supplier<SecretStore>> openers;

  public Stores(Map<String, Supplier<SecretStore>> openers) {
    this.openers = Map.copyOf(openers);
  }

  /**
   * The store with a name, to be closed by the caller.
   *
   * @throws ProblemException when there is none
   */
  SecretStore open(String name) throws ProblemException {
    Supplier<SecretStore> opener = openers.get(name);
    if (opener == null) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.BAD_CONFIGURATION,
              "there is no store named "
                  + name
                  + ": choose one of "
                  + String.join(", ", openers.keySet().stream().sorted().toList())));
    }
    return opener.get();
  }
}
