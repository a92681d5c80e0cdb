package dev.jvc.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys in this user's kernel keyring that open a machine's kept logins, handled with {@code
 * keyctl(1)} as a person would.
 */
final class SealKeys {

  private final Machine machine;

  SealKeys(Machine machine) {
    this.machine = machine;
  }

  static Path file(Machine machine) {
    return machine.home().resolve("state/jvc/logins.sealed");
  }

  /** The serial numbers of those that there are. */
  List<String> all() throws IOException, InterruptedException {
    Machine.Result hash = machine.run(Map.of(), file(machine).toString(), List.of("sha256sum"));
    String name = "jvc:logins:" + hash.out().substring(0, 16) + ":";
    List<String> found = new ArrayList<>();
    for (String slot : List.of("a", "b")) {
      Machine.Result search =
          machine.run(Map.of(), "", List.of("keyctl", "search", "@u", "user", name + slot));
      if (search.exit() == 0) {
        found.add(search.out().strip());
      }
    }
    return found;
  }

  /** Removes them, as a reboot does. */
  void removeAll() throws IOException, InterruptedException {
    for (String serial : all()) {
      Machine.Result removed = machine.run(Map.of(), "", List.of("keyctl", "unlink", serial, "@u"));
      if (removed.exit() != 0) {
        throw new IOException("keyctl cannot remove a key: " + removed);
      }
    }
  }
}
