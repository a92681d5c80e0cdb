package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of stored keys without opening a store; nothing secret. */
public interface KeyCatalog {

  /** Whom a key belongs to, or empty when that was never asked or the catalog means another key. */
  Optional<CallerIdentity> identity(ProfileName name, AccessKeyId key) throws ProblemException;

  /**
   * Notes that a key is stored.
   *
   * @param identity whom AWS said it belongs to, or null when AWS was not asked
   */
  void put(ProfileName name, String store, AccessKeyId key, @Nullable CallerIdentity identity)
      throws ProblemException;

  /** Notes that no key is stored under a name any more. */
  void remove(ProfileName name) throws ProblemException;
}
