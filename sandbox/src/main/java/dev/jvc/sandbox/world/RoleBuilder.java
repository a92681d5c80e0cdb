package dev.jvc.sandbox.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Describes one role. */
public final class RoleBuilder {
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(12);

  private final String accountId;
  private final String name;
  private final List<Trust> trust = new ArrayList<>();
  private Duration maxSession = SHORTEST;

  RoleBuilder(String accountId, String name) {
    this.accountId = accountId;
    this.name = name;
  }

  /** The role's MaxSessionDuration: 1 h, which is the default, to 12 h. */
  public RoleBuilder maxSession(Duration duration) {
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the max session duration of role " + name + " must be 1 h to 12 h, not " + duration);
    }
    maxSession = duration;
    return this;
  }

  /** Adds a statement to the trust policy; any one statement that allows is enough. */
  public RoleBuilder trust(UnaryOperator<TrustBuilder> statement) {
    trust.add(statement.apply(new TrustBuilder(accountId)).build());
    return this;
  }

  Role build() {
    return new Role(accountId, name, maxSession, trust);
  }
}
