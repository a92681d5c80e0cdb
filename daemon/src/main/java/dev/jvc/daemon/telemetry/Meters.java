package dev.jvc.daemon.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleSupplier;

/**
 * The daemon's meters, in Prometheus's terms; {@code docs/metrics.md} lists them.
 *
 * <p>No label ever holds a profile, an account or anything else that a client or the configuration
 * chose, and each label has at most {@value #MOST_VALUES} values: the numbers may be read by people
 * who may not know what the credentials are for, and they may not grow without bound.
 */
public final class Meters {

  /** Further values of a label are counted as {@code other}. */
  static final int MOST_VALUES = 32;

  private static final int FIRST_STATUS = 100;
  private static final int LAST_STATUS = 599;
  private static final String OTHER = "other";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReferenceArray<Timer> answers =
      new AtomicReferenceArray<>(LAST_STATUS - FIRST_STATUS + 1);
  private final ConcurrentMap<String, Counter> refusals = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> calls = new ConcurrentHashMap<>();

  /**
   * A request for credentials was answered.
   *
   * @param status the HTTP status
   * @param nanos how long the answer took to make, in nanoseconds
   */
  public void answered(int status, long nanos) {
    int index = Math.clamp(status, FIRST_STATUS, LAST_STATUS) - FIRST_STATUS;
    Timer timer = answers.get(index);
    if (timer == null) {
      timer =
          Timer.builder("jvc.answers")
              .description("Answers to requests for credentials, by HTTP status")
              .tag("status", String.valueOf(index + FIRST_STATUS))
              .register(registry);
      answers.set(index, timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * A connection or request was turned away before any route saw it.
   *
   * @param reason one of a fixed set of words
   */
  public void refused(String reason) {
    String bounded = bounded(refusals, reason);
    refusals
        .computeIfAbsent(
            bounded,
            value ->
                Counter.builder("jvc.refusals")
                    .description("Connections and requests turned away, by reason")
                    .tag("reason", value)
                    .register(registry))
        .increment();
  }

  /**
   * A call to AWS's Security Token Service ended.
   *
   * @param operation the API's name for it, such as {@code AssumeRole}
   * @param outcome one of a fixed set of words, such as {@code ok}
   */
  public void stsCall(String operation, String outcome, Duration took) {
    String both = bounded(calls, operation + " " + outcome);
    calls
        .computeIfAbsent(
            both,
            value -> {
              boolean known = !value.equals(OTHER);
              return Timer.builder("jvc.sts.calls")
                  .description("Calls to STS, by operation and outcome")
                  .tag("operation", known ? operation : OTHER)
                  .tag("outcome", known ? outcome : OTHER)
                  .register(registry);
            })
        .record(took);
  }

  /** Shows a number that is asked for whenever the meters are read; NaN where there is none. */
  public void watch(Level level, DoubleSupplier number) {
    Gauge.builder(level.meter(), number, DoubleSupplier::getAsDouble)
        .description(level.description())
        .strongReference(true)
        .register(registry);
  }

  /** All meters in Prometheus's text format 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  private static String bounded(ConcurrentMap<String, ?> known, String value) {
    return known.containsKey(value) || known.size() < MOST_VALUES ? value : OTHER;
  }
}
