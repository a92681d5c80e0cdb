package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place outside jvc that holds base keys which can be moved out of it, such as the shared
 * credentials file or one of aws-vault's stores.
 *
 * <p>Opened by the vault process only, for one task. Listing never unlocks the place; reading,
 * removing and restoring may, at most once between opening and closing. Every failure is a {@link
 * ProblemException} whose sentence names the place, and leaves the place as it was.
 */
public interface ForeignKeys extends AutoCloseable {

  /** What lists and messages call the place, such as {@code ~/.aws/credentials}. */
  String name();

  /**
   * What is there, sorted by name, found without unlocking; empty when the place does not exist.
   * Sessions, tokens and whatever else is not a base key are left out.
   *
   * @throws ProblemException when the place exists and cannot be listed
   */
  List<Found> found() throws ProblemException;

  /**
   * Opens the key stored under a name.
   *
   * @return to be closed by the caller
   * @throws ProblemException {@code KeyMissing} when there is no key under the name: none at all,
   *     or something that is no base key; otherwise the place could not be read or unlocked
   */
  ForeignKey read(ProfileName name) throws ProblemException;

  /**
   * Takes a key away and nothing else; afterwards it is gone from the disk. A key that is gone
   * already is not a failure.
   *
   * @param key as {@link #read} returned it
   * @throws ProblemException when the place has changed since the key was read, or the key cannot
   *     be removed
   */
  void remove(ForeignKey key) throws ProblemException;

  /**
   * Puts back, exactly, what {@link #remove} took away. What is there already is not a failure.
   *
   * @param original as {@link ForeignKey#original()} gave it, perhaps to another process; stays the
   *     caller's
   * @throws ProblemException when there is something else by now, which is never overwritten, or
   *     the place cannot be written
   */
  void restore(ProfileName name, Secret original) throws ProblemException;

  /** Wipes what unlocked the place. */
  @Override
  void close();

  /** One entry of a place; nothing of it is secret. */
  sealed interface Found {

    /** Where exactly it stands, for a person to find it. */
    String where();

    /**
     * A base key.
     *
     * @param tail the last four characters of its access key id, or null when only unlocking tells
     */
    record Key(ProfileName name, String where, @Nullable String tail) implements Found {}

    /**
     * An entry that only reading tells from somebody's unrelated password; it is opened only when a
     * profile of its name exists or a person asked for it.
     */
    record Perhaps(ProfileName name, String where) implements Found {}

    /**
     * A key that cannot be moved, or an entry that is damaged.
     *
     * @param reason a lower-case sentence without a full stop that says what to do
     */
    record Unusable(String where, String reason) implements Found {}
  }
}
