package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.ForeignKeys;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table that a person sees before anything is done.
 *
 * @param place where the key is
 * @param name the profile, or null when nothing of the entry can be moved
 * @param where the entry as a person finds it
 * @param tail the last four characters of the access key id, or null when unknown
 * @param certain false when only reading tells whether this is a key at all
 * @param moves whether the key is to be moved
 * @param plan what will happen
 */
record Candidate(
    ForeignKeys place,
    @Nullable ProfileName name,
    String where,
    @Nullable String tail,
    boolean certain,
    boolean moves,
    String plan) {

  /** The profile of a key that is to be moved. */
  ProfileName profile() {
    if (name == null) {
      throw new IllegalStateException("this entry cannot be moved");
    }
    return name;
  }
}
