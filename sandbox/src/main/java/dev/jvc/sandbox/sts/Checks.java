package dev.jvc.sandbox.sts;

import dev.jvc.sandbox.wire.Parameters;
import dev.jvc.sandbox.wire.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the parameters of one call against the limits of the STS API Reference and gathers every
 * violation, as STS reports them: all in one ValidationError.
 */
final class Checks {
  private final Parameters parameters;
  private final List<String> violations = new ArrayList<>();

  Checks(Parameters parameters) {
    this.parameters = parameters;
  }

  /** A parameter that must be there; the empty string once its absence is a violation. */
  String required(String name, int shortest, int longest, Pattern pattern) {
    String value = optional(name, shortest, longest, pattern);
    if (value == null) {
      violations.add(
          "Value null at '"
              + member(name)
              + "' failed to satisfy constraint: Member must not be null");
      return "";
    }
    return value;
  }

  @Nullable String optional(String name, int shortest, int longest, Pattern pattern) {
    String value = parameters.get(name);
    if (value != null) {
      check(member(name), value, shortest, longest, pattern);
    }
    return value;
  }

  void check(String member, String value, int shortest, int longest, Pattern pattern) {
    if (value.length() < shortest) {
      violate(member, value, "Member must have length greater than or equal to " + shortest);
    }
    if (value.length() > longest) {
      violate(member, value, "Member must have length less than or equal to " + longest);
    }
    if (!pattern.matcher(value).matches()) {
      violate(
          member, value, "Member must satisfy regular expression pattern: " + pattern.pattern());
    }
  }

  void atMost(String member, int size, int most) {
    if (size > most) {
      violations.add(
          "Value at '"
              + member
              + "' failed to satisfy constraint: Member must have length less than or equal to "
              + most);
    }
  }

  Duration seconds(String name, int fewest, int most, int unlessGiven) {
    String value = parameters.get(name);
    if (value == null) {
      return Duration.ofSeconds(unlessGiven);
    }
    int seconds;
    try {
      seconds = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new Refusal(400, "MalformedInput", "Unable to parse " + name);
    }
    if (seconds < fewest) {
      violate(member(name), value, "Member must have value greater than or equal to " + fewest);
    }
    if (seconds > most) {
      violate(member(name), value, "Member must have value less than or equal to " + most);
    }
    return Duration.ofSeconds(seconds);
  }

  /**
   * Ends the checks.
   *
   * @throws Refusal ValidationError naming every violation
   */
  void done() {
    if (!violations.isEmpty()) {
      throw Refusal.validation(
          violations.size()
              + (violations.size() == 1 ? " validation error" : " validation errors")
              + " detected: "
              + String.join("; ", violations));
    }
  }

  private void violate(String member, String value, String constraint) {
    violations.add(
        "Value '" + value + "' at '" + member + "' failed to satisfy constraint: " + constraint);
  }

  private static String member(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
