package dev.jvc.sandbox.fault;

import dev.jvc.sandbox.fault.Effect.Expired;
import dev.jvc.sandbox.fault.Effect.OtherRole;
import dev.jvc.sandbox.fault.Effect.ShortLived;
import dev.jvc.sandbox.fault.Effect.Slow;
import dev.jvc.sandbox.fault.Effect.WrongClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that goes wrong with one call. */
public record Disturbance(List<Effect> effects) {

  public Disturbance {
    effects = List.copyOf(effects);
  }

  /** How long the call is held up before anything else happens. */
  public Duration delay() {
    return all(Slow.class).map(Slow::delay).reduce(Duration.ZERO, Duration::plus);
  }

  /** How far the service's clock is ahead of the world's. */
  public Duration clockAhead() {
    return all(WrongClock.class).map(WrongClock::ahead).reduce(Duration.ZERO, Duration::plus);
  }

  public boolean expired() {
    return all(Expired.class).findAny().isPresent();
  }

  /** How long the credentials live instead of as long as asked for; of several, the shortest. */
  public Optional<Duration> life() {
    return all(ShortLived.class).map(ShortLived::life).min(Duration::compareTo);
  }

  public Optional<String> otherRole() {
    return all(OtherRole.class).map(OtherRole::roleArn).findFirst();
  }

  private <T extends Effect> Stream<T> all(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast);
  }
}
