package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;

/**
 * A base key as it was read from a place outside jvc, with what it takes to put it back there.
 *
 * <p>Owns both: closing it wipes them.
 */
public final class ForeignKey implements AutoCloseable {

  private final ProfileName name;
  private final BaseKey key;
  private final Secret original;

  /**
   * @param original everything that {@link ForeignKeys#restore} needs, at most 1 MiB; it is kept
   *     encrypted and means something to the place it came from only
   */
  public ForeignKey(ProfileName name, BaseKey key, Secret original) {
    this.name = name;
    this.key = key;
    this.original = original;
  }

  public ProfileName name() {
    return name;
  }

  /** The key; still owned by this object. */
  public BaseKey key() {
    return key;
  }

  /** What was there; still owned by this object. */
  public Secret original() {
    return original;
  }

  @Override
  public void close() {
    key.close();
    original.close();
  }

  @Override
  public String toString() {
    return name + " " + key;
  }
}
