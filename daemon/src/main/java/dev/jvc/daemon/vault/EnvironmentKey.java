package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.Map;

/** The key in the variables that every AWS SDK reads. */
final class EnvironmentKey implements KeySource {

  private final Map<String, String> environment;

  EnvironmentKey(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public BaseKey read() throws ProblemException {
    if (!environment.getOrDefault("AWS_SESSION_TOKEN", "").isEmpty()) {
      throw bad(
          "AWS_SESSION_TOKEN is set, so the variables hold a temporary key, which cannot be stored: give a long-term key (AKIA…)");
    }
    return KeyShape.key(variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"));
  }

  private Secret variable(String name) throws ProblemException {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw bad(name + " is not set: set it, or leave out --env");
    }
    return Secret.ofString(value);
  }

  private static ProblemException bad(String message) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, message));
  }
}
