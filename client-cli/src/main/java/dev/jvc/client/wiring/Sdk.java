package dev.jvc.client.wiring;

import java.util.List;

/**
 * How one SDK looks for credentials.
 *
 * @param name by which a person asks for it
 * @param title what it is called, or what is built on it
 * @param order the places, the first that has credentials wins
 * @param profileVariables the variables that name a profile, the first that is set wins
 * @param habits where it differs from the others
 */
public record Sdk(
    String name,
    String title,
    List<Place> order,
    List<String> profileVariables,
    List<Habit> habits) {

  public Sdk {
    order = List.copyOf(order);
    profileVariables = List.copyOf(profileVariables);
    habits = List.copyOf(habits);
  }

  boolean has(Habit habit) {
    return habits.contains(habit);
  }

  /** A way in which SDKs differ. */
  public enum Habit {
    /** A profile that is in no file is an error before anything else is looked at. */
    MISSING_PROFILE_FAILS_AT_ONCE,

    /** The same once the profile's turn has come. */
    MISSING_PROFILE_FAILS,

    /** A profile with {@code role_arn} and nothing to assume it with is an error. */
    ROLE_NEEDS_SOURCE,

    /** {@code AWS_ACCESS_KEY_ID} without the secret is an error. */
    HALF_A_KEY_FAILS,

    /** A variable that is set and empty counts as set. */
    EMPTY_COUNTS,

    /** A profile that is named in code or by an option hides keys in variables. */
    NAMED_PROFILE_HIDES_VARIABLES,

    /** The token variable wins over the token file. */
    TOKEN_BEFORE_FILE,

    /** The full container URI wins over the relative one. */
    FULL_URI_FIRST,

    /** The config file is read only with {@code AWS_SDK_LOAD_CONFIG}. */
    CONFIG_ON_REQUEST
  }
}
