package dev.jvc.client.verb;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileName;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** The options and words that a person gave to a verb. */
final class Given {

  private final ParseResult parsed;
  private final Map<String, String> environment;

  Given(ParseResult parsed, Map<String, String> environment) {
    this.parsed = parsed;
    this.environment = environment;
  }

  /** Whether an option without a value was given. */
  boolean has(String option) {
    return parsed.hasMatchedOption(option);
  }

  /** The value of an option, empty when it was not given. */
  String value(String option) {
    return parsed.matchedOptionValue(option, "");
  }

  /** The values of an option that may be given several times. */
  List<String> values(String option) {
    return parsed.matchedOptionValue(option, List.of());
  }

  /** Whether a word stands behind the verb; an empty one, of a variable without a value, does. */
  boolean hasWord() {
    return parsed.hasMatchedPositional(0);
  }

  /** The word behind the verb, empty when there is none. */
  String word() {
    return parsed.matchedPositionalValue(0, "");
  }

  /**
   * The profile that was named, or the default one.
   *
   * @throws Failure when it cannot be a profile's name
   */
  ProfileName profile() throws Failure {
    return ProfileName.of(hasWord() ? word() : ProfileName.defaultOf(environment));
  }
}
