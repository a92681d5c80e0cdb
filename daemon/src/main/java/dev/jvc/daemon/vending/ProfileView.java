package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a profile stands: its key, its login and its session.
 *
 * @param key the name of the base key; null when the configuration leads to none
 * @param store null when {@code key} is
 * @param role the role that the profile ends at; null when it vends the login session itself
 * @param problem why the login is impossible or the session fails
 */
public record ProfileView(
    ProfileName profile,
    @Nullable ProfileName key,
    @Nullable String store,
    @Nullable String region,
    @Nullable RoleArn role,
    Login login,
    @Nullable Instant loginExpiration,
    Session session,
    @Nullable Instant sessionExpiration,
    @Nullable Problem problem) {

  /** Whether a person has to do something. */
  public enum Login {
    ACTIVE("active"),
    NEEDED("needed"),
    IMPOSSIBLE("impossible");

    private final String wire;

    Login(String wire) {
      this.wire = wire;
    }

    /** The spelling in the control protocol. */
    public String wire() {
      return wire;
    }
  }

  /** Whether there are credentials to hand out. */
  public enum Session {
    ACTIVE("active"),
    NONE("none"),
    FAILING("failing");

    private final String wire;

    Session(String wire) {
      this.wire = wire;
    }

    /** The spelling in the control protocol. */
    public String wire() {
      return wire;
    }
  }
}
