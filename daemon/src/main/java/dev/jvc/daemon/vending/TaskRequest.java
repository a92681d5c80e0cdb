package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.ProfileName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wish of a client to have a base key opened.
 *
 * @param pid the asking process, with which the ticket dies
 * @param duration how long a login is to last, or null for what the profile says; belongs to {@link
 *     TaskKind#LOGIN} only
 * @param force log in although the present login is still good
 */
public record TaskRequest(
    TaskKind kind, ProfileName profile, long pid, @Nullable Duration duration, boolean force) {}
