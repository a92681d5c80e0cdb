package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.profile.SessionPlan;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Everything that tells one login from another: profiles with equal keys share the login.
 *
 * <p>The region is no part of it, because a login session is good in every region; nor is the
 * duration of {@code GetSessionToken}.
 *
 * @param key the name of the base key
 * @param endpoint where sessions come from, when not from AWS itself
 * @param role what {@code session: direct} assumes with the base key
 */
record LoginKey(
    ProfileName key,
    @Nullable String mfaSerial,
    @Nullable URI endpoint,
    @Nullable RoleRequest role) {

  static LoginKey of(SessionPlan plan) {
    RoleRequest role =
        switch (plan.login()) {
          case LoginRequest.SessionToken token -> null;
          case LoginRequest.DirectRole direct -> direct.role();
        };
    return new LoginKey(plan.login().key(), plan.login().mfaSerial(), plan.sts().override(), role);
  }
}
