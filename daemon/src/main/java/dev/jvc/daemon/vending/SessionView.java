package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProfileName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person may know of the role session that a profile uses.
 *
 * @param identity null while AWS has not issued any
 * @param expiration null while AWS has not issued any
 * @param nextRefresh when the next call is due; null when the session is left to end because nobody
 *     used it since it was issued
 * @param lastUsed when credentials were last handed out from it
 * @param lastError why the newest call failed; null when it succeeded
 */
public record SessionView(
    ProfileName profile,
    @Nullable CallerIdentity identity,
    @Nullable Instant expiration,
    @Nullable Instant nextRefresh,
    @Nullable Instant lastUsed,
    @Nullable Problem lastError) {}
