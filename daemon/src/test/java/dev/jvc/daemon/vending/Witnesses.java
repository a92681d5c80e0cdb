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

/** Witnesses for tests that look elsewhere. */
public final class Witnesses {

  private Witnesses() {}

  /** One that writes nothing down. */
  public static Witness silent() {
    return new Witness() {
      @Override
      public void vended(ProfileName profile, Vend outcome) {}

      @Override
      public void awsCalled(
          String operation,
          @Nullable RoleArn role,
          IssueException.@Nullable Kind failure,
          Duration took) {}

      @Override
      public void sessionIssued(CallerIdentity identity, AccessKeyId id, Instant expiration) {}

      @Override
      public void sessionDropped(CallerIdentity identity, AccessKeyId id, DropReason reason) {}

      @Override
      public void loginStarted(
          ProfileName key, CallerIdentity identity, AccessKeyId id, Instant expiration) {}

      @Override
      public void loginDropped(
          ProfileName key, CallerIdentity identity, AccessKeyId id, DropReason reason) {}

      @Override
      public void clockJumped(Duration wallAhead) {}
    };
  }
}
