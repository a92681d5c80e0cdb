package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.KeyIndexWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the vault process knows of stored keys without opening a store, and what it writes down. */
public final class KeyCatalog {

  private final KeyIndex index;
  private final KeyIndexWriter writer;
  private final InstantSource clock;

  public KeyCatalog(KeyIndex index, KeyIndexWriter writer, InstantSource clock) {
    this.index = index;
    this.writer = writer;
    this.clock = clock;
  }

  /** What is known of the key under a name, although no store was opened. */
  public Optional<KeyEntry> stored(ProfileName name) {
    return index.find(name);
  }

  /** Whom a key belongs to, or empty when AWS was never asked or the index means another key. */
  public Optional<CallerIdentity> identity(ProfileName name, AccessKeyId key) {
    return known(name, key).flatMap(KeyCatalog::owner);
  }

  /** Whom the key under a name belonged to when AWS was last asked, whichever key that was. */
  Optional<CallerIdentity> lastOwner(ProfileName name) {
    return index.find(name).flatMap(KeyCatalog::owner);
  }

  private static Optional<CallerIdentity> owner(KeyEntry entry) {
    return entry.accountId() == null || entry.arn() == null
        ? Optional.empty()
        : Optional.of(new CallerIdentity(entry.accountId(), entry.arn()));
  }

  /**
   * Notes that a key is stored; a key that was known already keeps its age. Where the index knew of
   * a key in another store, it notes that one as well.
   *
   * @param identity whom AWS said it belongs to, or null when AWS was not asked
   */
  public KeyEntry put(
      ProfileName name, String store, AccessKeyId key, @Nullable CallerIdentity identity)
      throws ProblemException {
    Instant addedAt = known(name, key).map(KeyEntry::addedAt).orElseGet(clock::instant);
    String other =
        index
            .find(name)
            .map(before -> before.store().equals(store) ? before.alsoIn() : before.store())
            .orElse(null);
    KeyEntry entry = entry(name, store, key, identity, addedAt).in(store, other);
    writer.put(entry);
    return entry;
  }

  /** Notes a key as it is given. */
  void put(KeyEntry entry) throws ProblemException {
    writer.put(entry);
  }

  /** Notes that no key is stored under a name any more. */
  public void remove(ProfileName name) throws ProblemException {
    writer.remove(name);
  }

  private Optional<KeyEntry> known(ProfileName name, AccessKeyId key) {
    return index.find(name).filter(entry -> entry.keyTail().equals(key.tail()));
  }

  private static KeyEntry entry(
      ProfileName name,
      String store,
      AccessKeyId key,
      @Nullable CallerIdentity identity,
      Instant addedAt)
      throws ProblemException {
    try {
      return identity == null
          ? new KeyEntry(name, store, key.tail(), null, null, addedAt)
          : new KeyEntry(name, store, key.tail(), identity.accountId(), identity.arn(), addedAt);
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.AWS_UNEXPECTED,
              "AWS named an owner of the key that is none (" + malformed.getMessage() + ")"),
          malformed);
    }
  }
}
