package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.access.Caller;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;

/** Whom the endpoint asks for credentials. */
@FunctionalInterface
public interface CredentialSource {

  /** The outcome for one caller and profile, within 900 ms. */
  Vend vend(Caller caller, ProfileName profile);
}
