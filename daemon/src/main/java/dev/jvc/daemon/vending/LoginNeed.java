package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.ProfileName;

/**
 * A client asked for credentials that only a login can provide.
 *
 * @param key the base key to log in with
 * @param message one sentence for a person
 */
public record LoginNeed(ProfileName profile, ProfileName key, String message) {}
