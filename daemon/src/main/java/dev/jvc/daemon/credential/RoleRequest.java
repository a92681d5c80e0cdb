package dev.jvc.daemon.credential;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one {@code AssumeRole} call asks for, apart from the credentials it is made with.
 *
 * @param duration what the profile asks for; 15 minutes to 12 hours, and capped at {@link
 *     #CHAINED_MAXIMUM} when the call is made with temporary credentials
 * @param sessionName the role session name that CloudTrail shows
 */
public record RoleRequest(
    RoleArn role,
    String sessionName,
    Duration duration,
    @Nullable String externalId,
    Map<String, String> tags,
    Set<String> transitiveTagKeys,
    @Nullable String sourceIdentity) {

  /** The shortest session STS issues. */
  public static final Duration MINIMUM = Duration.ofMinutes(15);

  /** The longest session a role can be set to allow. */
  public static final Duration MAXIMUM = Duration.ofHours(12);

  /**
   * The longest role session that temporary credentials can obtain (IAM User Guide, "role
   * chaining").
   */
  public static final Duration CHAINED_MAXIMUM = Duration.ofHours(1);

  public RoleRequest {
    tags = Map.copyOf(tags);
    transitiveTagKeys = Set.copyOf(transitiveTagKeys);
    if (duration.compareTo(MINIMUM) < 0 || duration.compareTo(MAXIMUM) > 0) {
      throw new IllegalArgumentException("a role session lasts 15 minutes to 12 hours");
    }
  }

  /** The duration to ask for when the call is made with temporary credentials. */
  public Duration chainedDuration() {
    return duration.compareTo(CHAINED_MAXIMUM) > 0 ? CHAINED_MAXIMUM : duration;
  }
}
