package dev.jvc.daemon.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A program that was given credentials.
 *
 * @param program its name, without its arguments; null when it could not be found out
 * @param at when it was given them last
 */
public record User(@Nullable Program program, Way way, Instant at) {}
