package dev.jvc.sandbox.json;

import dev.jvc.sandbox.fault.Effect;
import dev.jvc.sandbox.fault.Effect.Garbage;
import dev.jvc.sandbox.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Faults as JSON objects, such as {@code {"fault":"throttled","operation":"AssumeRole","calls":2}}.
 */
public final class FaultJson {
  private FaultJson() {}

  /**
   * Reads one fault or a list of them.
   *
   * @throws IllegalArgumentException with one sentence for the first thing that is wrong
   */
  public static List<Fault> read(String json) {
    Object value = Fields.parse(json);
    List<?> members = value instanceof List<?> list ? list : List.of(value);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      faults.add(fault(Fields.of("faults[" + i + "]", members.get(i))));
    }
    return faults;
  }

  private static Fault fault(Fields fields) {
    Fault fault =
        switch (fields.requiredText("fault")) {
          case "down" -> Fault.down();
          case "slow" -> Fault.slow(Duration.ofMillis(fields.integer("delayMillis").orElse(1000)));
          case "throttled" -> Fault.throttled();
          case "server-error" -> Fault.serverError(fields.integer("status").orElse(500));
          case "garbage" -> Fault.garbage(kind(fields.text("kind").orElse("captive-portal")));
          case "wrong-clock" ->
              Fault.wrongClock(Duration.ofSeconds(fields.integer("aheadSeconds").orElse(3600)));
          case "expired" -> Fault.expired();
          case "short-lived" ->
              Fault.shortLived(Duration.ofSeconds(fields.integer("lifeSeconds").orElse(120)));
          case "other-role" -> Fault.otherRole(fields.requiredText("roleArn"));
          default ->
              throw new IllegalArgumentException(
                  "a fault is down, slow, throttled, server-error, garbage, wrong-clock, expired,"
                      + " short-lived or other-role");
        };
    Fault narrowed = fields.text("operation").map(fault::on).orElse(fault);
    Fault counted = fields.integer("calls").map(narrowed::next).orElse(narrowed);
    fields.end();
    return counted;
  }

  private static Garbage.Kind kind(String name) {
    return Arrays.stream(Garbage.Kind.values())
        .filter(kind -> name(kind).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "a kind of garbage is captive-portal, truncated or empty, not " + name));
  }

  /** The fault as {@link #read} takes it. */
  public static Map<String, Object> write(Fault fault) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (fault.effect()) {
      case Effect.Down() -> json.put("fault", "down");
      case Effect.Slow(Duration delay) -> {
        json.put("fault", "slow");
        json.put("delayMillis", delay.toMillis());
      }
      case Effect.Throttled() -> json.put("fault", "throttled");
      case Effect.ServerError(int status) -> {
        json.put("fault", "server-error");
        json.put("status", status);
      }
      case Garbage(Garbage.Kind kind) -> {
        json.put("fault", "garbage");
        json.put("kind", name(kind));
      }
      case Effect.WrongClock(Duration ahead) -> {
        json.put("fault", "wrong-clock");
        json.put("aheadSeconds", ahead.toSeconds());
      }
      case Effect.Expired() -> json.put("fault", "expired");
      case Effect.ShortLived(Duration life) -> {
        json.put("fault", "short-lived");
        json.put("lifeSeconds", life.toSeconds());
      }
      case Effect.OtherRole(String roleArn) -> {
        json.put("fault", "other-role");
        json.put("roleArn", roleArn);
      }
    }
    if (fault.operation() != null) {
      json.put("operation", fault.operation());
    }
    if (fault.calls() != Fault.ENDLESS) {
      json.put("calls", fault.calls());
    }
    return json;
  }

  private static String name(Garbage.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
