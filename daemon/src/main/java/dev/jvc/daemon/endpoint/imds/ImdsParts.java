package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.endpoint.CredentialSource;
import dev.jvc.daemon.endpoint.EndpointWitness;
import dev.jvc.daemon.endpoint.OwnerCheck;
import dev.jvc.daemon.platform.BootClock;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What every metadata listener works with.
 *
 * @param source answers within 400 ms, because clients do not wait much longer
 * @param owners keeps other users out; where it does not hold nothing is served, because a request
 *     carries nothing secret
 * @param background fetches credentials before a client asks for them
 */
public record ImdsParts(
    CredentialSource source,
    Plans plans,
    OwnerCheck owners,
    EndpointWitness witness,
    InstantSource clock,
    BootClock bootClock,
    SecureRandom random,
    Executor background) {}
