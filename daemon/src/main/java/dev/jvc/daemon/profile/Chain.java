package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import java.util.List;

/**
 * The profiles from the one that was asked for to the one that owns the key.
 *
 * @param links at least one; the first is the requested profile, the last owns the key
 */
record Chain(List<Link> links) {

  Chain {
    links = List.copyOf(links);
  }

  /** The requested profile's section, blanks filled from the profiles it includes. */
  AwsConfig.Section requested() {
    return links.getFirst().section();
  }

  /** The profile under whose name the key is stored. */
  ProfileName key() {
    return links.getLast().section().name();
  }

  /**
   * One profile of a chain.
   *
   * @param assumesRole whether the section's role is taken on the way
   */
  record Link(AwsConfig.Section section, boolean assumesRole) {}
}
