package dev.jvc.client.wiring;

import dev.jvc.client.wiring.Sdk.Habit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which source each SDK takes, by looking where it looks; nothing is asked over a network
 * and no program is run.
 */
public final class Wiring {

  private static final String WEB_IDENTITY_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final String KEY_ID = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";

  /** The largest configuration file of boto 2 that is looked through, in bytes. */
  private static final long LARGEST = 64 * 1024;

  private final Sight sight;
  private final ContainerPlace container;

  /**
   * @param wire the command that points this shell at jvc
   */
  public Wiring(Sight sight, String wire) {
    this.sight = sight;
    this.container = new ContainerPlace(sight, wire);
  }

  /**
   * The way of one SDK.
   *
   * @param named the profile that an option or the program's code names, or null
   */
  public Trace of(Sdk sdk, @Nullable String named) {
    ProfilePlaces places = new ProfilePlaces(sight, sdk, place -> outside(place, sdk, false));
    List<Trace.Step> steps = new ArrayList<>();
    String variable = named == null ? profileVariable(sdk) : "";
    String profile =
        named != null ? named : variable.isEmpty() ? "default" : sight.variable(variable);
    boolean missing = (named != null || !variable.isEmpty()) && !places.has(profile);
    if (missing && sdk.has(Habit.MISSING_PROFILE_FAILS_AT_ONCE)) {
      return new Trace(sdk, profile, steps, missingProfile(profile, variable));
    }
    for (Place place : sdk.order()) {
      if (missing && place.isOfProfile() && sdk.has(Habit.MISSING_PROFILE_FAILS)) {
        return new Trace(sdk, profile, steps, missingProfile(profile, variable));
      }
      Look look =
          place.isOfProfile() ? places.look(place, profile) : outside(place, sdk, named != null);
      switch (look) {
        case Look.Absent(String why) -> steps.add(new Trace.Step(place, why));
        case Look.Decided(Outcome outcome) -> {
          steps.add(new Trace.Step(place, describe(outcome)));
          return new Trace(sdk, profile, steps, outcome);
        }
      }
    }
    return new Trace(sdk, profile, steps, new Outcome.Nothing());
  }

  private static String describe(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken taken -> taken.what();
      case Outcome.Fails(String why, var _) -> "stops: " + why;
      case Outcome.Nothing() -> "nothing";
    };
  }

  /** The variable that names the profile, or empty when none does. */
  private String profileVariable(Sdk sdk) {
    for (String variable : sdk.profileVariables()) {
      if (sight.isSet(variable, sdk)) {
        return variable;
      }
    }
    return "";
  }

  private static Outcome missingProfile(String profile, String variable) {
    String who = variable.isEmpty() ? "the program" : variable;
    return new Outcome.Fails(
        who
            + " names "
            + (profile.isEmpty() ? "a profile without a name" : "profile " + profile)
            + ", which is in neither AWS file",
        variable.isEmpty() ? "" : "unset " + variable);
  }

  private Look outside(Place place, Sdk sdk, boolean named) {
    return switch (place) {
      case VARIABLES ->
          named && sdk.has(Habit.NAMED_PROFILE_HIDES_VARIABLES)
              ? new Look.Absent("not looked at, because a profile is named")
              : variables(place, sdk);
      case VARIABLES_WITHOUT_PROFILE ->
          named || !sight.variable("AWS_PROFILE").isEmpty()
              ? new Look.Absent("not looked at, because a profile is named")
              : variables(place, sdk);
      case WEB_IDENTITY_VARIABLES ->
          sight.variable(WEB_IDENTITY_FILE).isEmpty() || sight.variable("AWS_ROLE_ARN").isEmpty()
              ? new Look.Absent("not set")
              : Look.other(
                  place,
                  "the web identity of " + WEB_IDENTITY_FILE,
                  "unset " + WEB_IDENTITY_FILE + " AWS_ROLE_ARN AWS_ROLE_SESSION_NAME");
      case OLD_FILES -> oldFiles();
      case CONTAINER -> container.look(sdk);
      default -> metadata();
    };
  }

  private Look variables(Place place, Sdk sdk) {
    String id = sight.variable(KEY_ID);
    boolean secret = !sight.variable(SECRET).isEmpty();
    if (id.isEmpty()) {
      return new Look.Absent("not set");
    }
    String remedy = "unset " + KEY_ID + " " + SECRET + " AWS_SESSION_TOKEN";
    if (!secret) {
      return sdk.has(Habit.HALF_A_KEY_FAILS)
          ? Look.fails(KEY_ID + " is set without " + SECRET, "unset " + KEY_ID)
          : new Look.Absent(KEY_ID + " without " + SECRET);
    }
    // Only jvc exec --frozen leaves both: everywhere else it takes keys out of the environment.
    if (!sight.variable("JVC_EXEC").isEmpty()
        && !sight.environment().containsKey(ContainerPlace.FULL)) {
      return Look.jvc(place, "the keys that jvc exec --frozen gave");
    }
    String tail = id.substring(Math.max(0, id.length() - 4));
    return Look.other(place, "the key …" + tail + " in " + KEY_ID, remedy);
  }

  /** The rest of the chain of botocore: {@code AWS_CREDENTIAL_FILE} and boto 2's own files. */
  private Look oldFiles() {
    String file = sight.variable("AWS_CREDENTIAL_FILE");
    if (!file.isEmpty()) {
      return Look.other(
          Place.OLD_FILES, "the file of AWS_CREDENTIAL_FILE", "unset AWS_CREDENTIAL_FILE");
    }
    String home = sight.variable("HOME");
    String own = sight.variable("BOTO_CONFIG");
    for (String candidate :
        own.isEmpty() ? List.of("/etc/boto.cfg", home + "/.boto") : List.of(own)) {
      if (holdsKey(candidate)) {
        return Look.other(Place.OLD_FILES, "the key in " + candidate, "");
      }
    }
    return new Look.Absent("none");
  }

  private static boolean holdsKey(String name) {
    try {
      Path file = Path.of(name);
      return Files.isRegularFile(file)
          && Files.size(file) <= LARGEST
          && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
              .contains("aws_access_key_id");
    } catch (IOException | InvalidPathException unreadable) {
      return false;
    }
  }

  private Look metadata() {
    if (sight.variable("AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
      return new Look.Absent("switched off by AWS_EC2_METADATA_DISABLED");
    }
    String endpoint = sight.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    String profile =
        sight.metadata().get(endpoint.endsWith("/") ? withoutSlash(endpoint) : endpoint);
    if (profile != null) {
      return Look.jvc(Place.METADATA, "jvc's instance metadata, profile " + profile);
    }
    return endpoint.isEmpty()
        ? new Look.Absent("asked, but only machines at AWS have it")
        : Look.other(
            Place.METADATA,
            "the metadata service of AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "unset AWS_EC2_METADATA_SERVICE_ENDPOINT");
  }

  private static String withoutSlash(String text) {
    return text.substring(0, text.length() - 1);
  }
}
