package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sees everything worth an audit record or a meter; never holds up or changes what it sees.
 *
 * <p>Called from many threads; every method must return at once and throw nothing.
 */
public interface Witness {

  /** A request for credentials was answered. */
  void vended(ProfileName profile, Vend outcome);

  /**
   * AWS was called.
   *
   * @param operation such as {@code AssumeRole}
   * @param role the role asked for, or null where there is none
   * @param failure null when the call succeeded
   */
  void awsCalled(
      String operation,
      @Nullable RoleArn role,
      IssueException.@Nullable Kind failure,
      Duration took);

  /** AWS issued a role session, for the first time or anew. */
  void sessionIssued(CallerIdentity identity, AccessKeyId id, Instant expiration);

  /** A role session is no longer served. */
  void sessionDropped(CallerIdentity identity, AccessKeyId id, DropReason reason);

  /** A person logged in. */
  void loginStarted(ProfileName key, CallerIdentity identity, AccessKeyId id, Instant expiration);

  /** A login is no longer used. */
  void loginDropped(ProfileName key, CallerIdentity identity, AccessKeyId id, DropReason reason);

  /**
   * The wall clock was set, or the machine slept.
   *
   * @param wallAhead by how much the wall clock moved more than the boot clock; zero after a sleep
   */
  void clockJumped(Duration wallAhead);
}
