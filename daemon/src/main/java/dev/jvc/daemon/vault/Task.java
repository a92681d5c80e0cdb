package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.StsEndpoint;
import java.util.Map;

/** What the daemon wants done with a base key, as it answers to a ticket. */
sealed interface Task {

  /** The profile that a person named. */
  ProfileName profile();

  /** The base key that is meant, named after the profile that owns it. */
  ProfileName key();

  /** The store that holds the key, by its name. */
  String store();

  /**
   * How AWS is reached.
   *
   * @param environment the proxy and certificate variables of the daemon, so that both talk to the
   *     same AWS
   */
  record Aws(StsEndpoint sts, Map<String, String> environment) {
    public Aws {
      environment = Map.copyOf(environment);
    }
  }

  /** Store a key. */
  record Add(ProfileName profile, ProfileName key, String store, Aws aws) implements Task {}

  /** Store a key that was found elsewhere. */
  record Import(ProfileName profile, ProfileName key, String store, Aws aws) implements Task {}

  /** Remove a key. */
  record Remove(ProfileName profile, ProfileName key, String store) implements Task {}

  /** Take a key from one store into another. */
  record Move(ProfileName profile, ProfileName key, String store) implements Task {}

  /** Open a key and make one call with it. */
  record Login(ProfileName profile, String store, LoginRequest request, Aws aws) implements Task {

    @Override
    public ProfileName key() {
      return request.key();
    }
  }
}
