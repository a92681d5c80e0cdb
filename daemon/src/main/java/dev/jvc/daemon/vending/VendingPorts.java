package dev.jvc.daemon.vending;

import dev.jvc.daemon.access.ProcessLiveness;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.platform.BootClock;
import dev.jvc.daemon.profile.Profiles;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Everything that vending needs of the world.
 *
 * @param fallbackSts where a key is checked that no configuration names yet
 * @param background runs the calls to AWS, a virtual thread each; on closing, the issuer ends
 *     before it, so that no call is waited for
 * @param jitter spreads refreshes and retries; never used for anything secret
 */
public record VendingPorts(
    Profiles profiles,
    StsEndpoint fallbackSts,
    SessionIssuer issuer,
    IdentityChecker identities,
    DocumentRenderer renderer,
    Witness witness,
    LoginKeeper keeper,
    ProcessLiveness processes,
    InstantSource wallClock,
    BootClock bootClock,
    Executor background,
    RandomGenerator jitter) {}
