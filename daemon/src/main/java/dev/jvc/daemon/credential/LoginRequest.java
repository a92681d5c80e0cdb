package dev.jvc.daemon.credential;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one call that a base key is used for: what turns a key and an MFA code into a session. */
public sealed interface LoginRequest {

  /** The base key to open, named after the profile that owns it. */
  ProfileName key();

  /** The MFA device to ask a code of, or null when the chain names none. */
  @Nullable String mfaSerial();

  /** How long the session is to last. */
  Duration duration();

  /**
   * {@code GetSessionToken}: one login session that serves every profile whose chain ends at this
   * key.
   *
   * @param duration 15 minutes to 36 hours
   */
  record SessionToken(ProfileName key, @Nullable String mfaSerial, Duration duration)
      implements LoginRequest {

    /** The shortest session {@code GetSessionToken} issues to an IAM user. */
    public static final Duration MINIMUM = Duration.ofMinutes(15);

    /** The longest session {@code GetSessionToken} issues to an IAM user. */
    public static final Duration MAXIMUM = Duration.ofHours(36);

    /** One working day, when nothing else is asked for. */
    public static final Duration DEFAULT = Duration.ofHours(12);

    public SessionToken {
      if (duration.compareTo(MINIMUM) < 0 || duration.compareTo(MAXIMUM) > 0) {
        throw new IllegalArgumentException("a login lasts 15 minutes to 36 hours");
      }
    }
  }

  /**
   * {@code AssumeRole} with the base key and MFA: one long role session, for {@code session:
   * direct}.
   */
  record DirectRole(ProfileName key, @Nullable String mfaSerial, RoleRequest role)
      implements LoginRequest {

    @Override
    public Duration duration() {
      return role.duration();
    }
  }
}
