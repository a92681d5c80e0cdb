package dev.jvc.daemon;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.endpoint.EndpointWitness;
import dev.jvc.daemon.endpoint.guard.Refusal;
import dev.jvc.daemon.telemetry.Meters;
import dev.jvc.daemon.vending.DropReason;
import dev.jvc.daemon.vending.Witness;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the meters and the log what the endpoint and vending do; who is metered does not know the
 * meters.
 */
final class Observers implements EndpointWitness, Witness {

  private static final Logger LOG = System.getLogger(Observers.class.getName());

  private final Meters meters;
  private volatile Consumer<ProfileName> loggedIn = key -> {};

  Observers(Meters meters) {
    this.meters = meters;
  }

  /** Has somebody told of every login, by its key; must be quick, because the person waits. */
  void onLogin(Consumer<ProfileName> told) {
    loggedIn = told;
  }

  @Override
  public void answered(int status, long nanos) {
    meters.answered(status, nanos);
  }

  @Override
  public void metricsRefused() {
    meters.refused(METRICS_REFUSED);
  }

  @Override
  public void refused(Refusal refusal) {
    meters.refused(word(refusal));
  }

  @Override
  public void vended(ProfileName profile, Vend outcome) {}

  @Override
  public void awsCalled(
      String operation,
      @Nullable RoleArn role,
      IssueException.@Nullable Kind failure,
      Duration took) {
    meters.stsCall(operation, failure == null ? "ok" : word(failure), took);
    LOG.log(
        Level.DEBUG,
        () ->
            operation
                + (role == null ? "" : " " + role)
                + (failure == null ? "" : " failed: " + word(failure)));
  }

  @Override
  public void sessionIssued(CallerIdentity identity, AccessKeyId id, Instant expiration) {
    LOG.log(
        Level.DEBUG,
        () -> "session " + id.value() + " of " + identity.arn() + " until " + expiration);
  }

  @Override
  public void sessionDropped(CallerIdentity identity, AccessKeyId id, DropReason reason) {
    LOG.log(
        Level.DEBUG,
        () -> "session " + id.value() + " of " + identity.arn() + " dropped: " + word(reason));
  }

  @Override
  public void loginStarted(
      ProfileName key, CallerIdentity identity, AccessKeyId id, Instant expiration) {
    LOG.log(
        Level.INFO,
        () -> "logged in to key " + key + " as " + identity.arn() + " until " + expiration);
    loggedIn.accept(key);
  }

  @Override
  public void loginDropped(
      ProfileName key, CallerIdentity identity, AccessKeyId id, DropReason reason) {
    LOG.log(Level.INFO, () -> "login to key " + key + " ended: " + word(reason));
  }

  @Override
  public void clockJumped(Duration wallAhead) {
    LOG.log(
        Level.INFO,
        () ->
            wallAhead.isZero()
                ? "the machine slept: every session is looked at again"
                : "the clock was set by "
                    + wallAhead.toSeconds()
                    + " s: every session is looked at again");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
