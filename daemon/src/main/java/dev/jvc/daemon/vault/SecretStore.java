package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.util.List;

/**
 * A place that keeps base keys encrypted.
 *
 * <p>Opened by the vault process only, for one task; closing it wipes what unlocked it. Every
 * failure is a {@link ProblemException} whose sentence names the store, and leaves the store as it
 * was.
 */
public interface SecretStore extends AutoCloseable {

  /** The name that configuration and lists use, such as {@code file}. */
  String name();

  /**
   * The key stored under a name.
   *
   * @throws ProblemException {@code KeyMissing} when there is none; otherwise the store could not
   *     be read or unlocked
   */
  BaseKey read(ProfileName name) throws ProblemException;

  /** Stores a key under a name, replacing what was there; afterwards it is on the disk. */
  void write(ProfileName name, BaseKey key) throws ProblemException;

  /** Removes a key; removing what is not there is not a failure. */
  void remove(ProfileName name) throws ProblemException;

  /** The names in the store, sorted. */
  List<ProfileName> names() throws ProblemException;

  @Override
  void close();
}
