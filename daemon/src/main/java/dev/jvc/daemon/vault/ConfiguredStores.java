package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.util.Optional;

/** What jvc's own configuration says about where single profiles keep their keys. */
@FunctionalInterface
public interface ConfiguredStores {

  /**
   * The store that the configuration names for a profile's own key, if it names one.
   *
   * @throws ProblemException when the configuration cannot be acted on
   */
  Optional<String> own(ProfileName profile) throws ProblemException;
}
