package dev.jvc.sandbox.fault;

import dev.jvc.sandbox.fault.Effect.Garbage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An effect with the calls it hits: every operation or one, for good or a number of calls.
 *
 * @param operation the only operation hit, null for all
 * @param calls how many calls are hit, {@link #ENDLESS} for all until it is cleared
 */
public record Fault(Effect effect, @Nullable String operation, int calls) {
  public static final int ENDLESS = Integer.MAX_VALUE;

  public Fault {
    if (calls < 1) {
      throw new IllegalArgumentException("a fault hits at least 1 call, not " + calls);
    }
  }

  private static Fault of(Effect effect) {
    return new Fault(effect, null, ENDLESS);
  }

  public static Fault down() {
    return of(new Effect.Down());
  }

  public static Fault slow(Duration delay) {
    return of(new Effect.Slow(delay));
  }

  public static Fault throttled() {
    return of(new Effect.Throttled());
  }

  public static Fault serverError(int status) {
    return of(new Effect.ServerError(status));
  }

  public static Fault garbage(Garbage.Kind kind) {
    return of(new Garbage(kind));
  }

  public static Fault wrongClock(Duration ahead) {
    return of(new Effect.WrongClock(ahead));
  }

  public static Fault expired() {
    return of(new Effect.Expired());
  }

  public static Fault shortLived(Duration life) {
    return of(new Effect.ShortLived(life));
  }

  public static Fault otherRole(String roleArn) {
    return of(new Effect.OtherRole(roleArn));
  }

  /** The same fault for one operation only, such as {@code AssumeRole}. */
  public Fault on(String operation) {
    return new Fault(effect, operation, calls);
  }

  /** The same fault for the next calls only. */
  public Fault next(int calls) {
    return new Fault(effect, operation, calls);
  }

  boolean hits(String called) {
    return operation == null || operation.equals(called);
  }
}
