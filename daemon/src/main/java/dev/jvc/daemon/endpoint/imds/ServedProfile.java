package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.credential.ProfileName;

/**
 * What a metadata listener serves.
 *
 * @param v1 whether requests without a session token (IMDSv1) are answered as well
 */
public record ServedProfile(ProfileName profile, boolean v1) {

  /**
   * The name under which the credentials are listed: that of the profile, in characters that every
   * client puts into a path as they are.
   */
  String roleName() {
    String plain = profile.value().replaceAll("[^A-Za-z0-9._-]", "-");
    // Clients remove path segments of dots only.
    return plain.chars().allMatch(c -> c == '.') ? plain.replace('.', '-') : plain;
  }
}
