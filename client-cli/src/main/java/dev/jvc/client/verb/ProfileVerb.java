package dev.jvc.client.verb;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileName;
import picocli.CommandLine.Parameters;

/** A verb about one profile, the default one if none is named. */
abstract class ProfileVerb extends Verb {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROFILE",
      description = "The profile; $JVC_PROFILE, $AWS_PROFILE or default when left out.")
  private String named = "";

  ProfileVerb(Client client) {
    super(client);
  }

  ProfileName profile() throws Failure {
    return client.profile(named);
  }

  /** Whether the person named the profile. */
  boolean isNamed() {
    return !named.isEmpty();
  }
}
