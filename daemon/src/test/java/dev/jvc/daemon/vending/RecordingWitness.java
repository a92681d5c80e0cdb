package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.Vend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what it sees, one line each. */
final class RecordingWitness implements Witness {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  List<String> lines() {
    return lines;
  }

  @Override
  public void vended(ProfileName profile, Vend outcome) {
    lines.add("vended " + profile + " " + outcome.getClass().getSimpleName());
  }

  @Override
  public void awsCalled(
      String operation,
      @Nullable RoleArn role,
      IssueException.@Nullable Kind failure,
      Duration took) {
    lines.add("called " + operation + " " + (failure == null ? "ok" : failure));
  }

  @Override
  public void sessionIssued(CallerIdentity identity, AccessKeyId id, Instant expiration) {
    lines.add("issued " + identity.arn());
  }

  @Override
  public void sessionDropped(CallerIdentity identity, AccessKeyId id, DropReason reason) {
    lines.add("dropped " + identity.arn() + " " + reason);
  }

  @Override
  public void loginStarted(
      ProfileName key, CallerIdentity identity, AccessKeyId id, Instant expiration) {
    lines.add("login " + key);
  }

  @Override
  public void loginDropped(
      ProfileName key, CallerIdentity identity, AccessKeyId id, DropReason reason) {
    lines.add("logout " + key + " " + reason);
  }

  @Override
  public void clockJumped(Duration wallAhead) {
    lines.add("jumped " + wallAhead);
  }
}
