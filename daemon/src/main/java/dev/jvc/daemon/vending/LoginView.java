package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.ProfileName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person may know of a login.
 *
 * @param key the name of the base key it was made with
 * @param serves every profile that it provides for, sorted
 * @param direct those of them that get the login session itself, because they have no role
 */
public record LoginView(
    ProfileName key,
    @Nullable String mfaSerial,
    CallerIdentity identity,
    Instant expiration,
    List<ProfileName> serves,
    List<ProfileName> direct) {

  public LoginView {
    serves = List.copyOf(serves);
    direct = List.copyOf(direct);
  }
}
