package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.StsEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the vault process is to do with a base key.
 *
 * @param key the name that the base key is stored under
 * @param store {@code auto}, {@code file}, {@code pass}, {@code keychain} or {@code secret-service}
 * @param login the call to make; null exactly when the kind is not {@link TaskKind#LOGIN}
 * @param sts where the key is checked or used
 */
public record Task(
    TaskKind kind,
    ProfileName profile,
    ProfileName key,
    String store,
    @Nullable LoginRequest login,
    StsEndpoint sts) {}
