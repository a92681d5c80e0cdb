package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.credential.ProfileName;
import java.net.URI;

/**
 * One metadata listener, for people.
 *
 * @param v1 whether requests without a session token are answered as well
 * @param configured whether this is what the configuration says, rather than {@code jvc use}
 */
public record ImdsView(URI endpoint, ProfileName profile, boolean v1, boolean configured) {}
