package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;

/** Another key under the same name, which a person has to decide about. */
final class Conflict {

  private Conflict() {}

  static Problem problem(ProfileName name, String tail, String store, String storedTail) {
    return new Problem(
        ProblemCode.BAD_CONFIGURATION,
        "key ****"
            + tail
            + " of "
            + name
            + " stays: the "
            + store
            + " store has another key, ****"
            + storedTail
            + ", under this name",
        "jvc remove " + name.shellWord());
  }
}
