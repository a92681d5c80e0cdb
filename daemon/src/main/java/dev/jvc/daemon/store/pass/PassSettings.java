package dev.jvc.daemon.store.pass;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which password manager keeps the keys, and where.
 *
 * @param folder the folder of the store, or null for the manager's own choice
 * @param prefix the folder of the store below which jvc's entries are; never empty, and without a
 *     {@code /} at either end
 */
public record PassSettings(Manager manager, @Nullable Path folder, String prefix) {

  /** The programs of the family. */
  public enum Manager {
    PASS("pass"),
    GOPASS("gopass"),
    PASSAGE("passage");

    private final String program;

    Manager(String program) {
      this.program = program;
    }

    /** The name of the program, which is also its name in the configuration. */
    public String program() {
      return program;
    }
  }
}
