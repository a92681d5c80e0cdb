package dev.jvc.client.wiring;

import dev.jvc.client.awsfiles.SharedProfiles;
import dev.jvc.client.awsfiles.SharedProfiles.Setting;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a profile of the AWS files offers, as an SDK reads it. */
final class ProfilePlaces {

  private static final List<String> SSO =
      List.of("sso_session", "sso_start_url", "sso_account_id", "sso_role_name");

  private final Sight sight;
  private final Sdk sdk;
  private final SharedProfiles profiles;
  private final OtherPlaces others;

  /** The places outside of profiles that a role's {@code credential_source} can name. */
  interface OtherPlaces {
    Look look(Place place);
  }

  ProfilePlaces(Sight sight, Sdk sdk, OtherPlaces others) {
    this.sight = sight;
    this.sdk = sdk;
    this.profiles = sight.profiles();
    this.others = others;
  }

  /** Whether a profile is in a file that this SDK reads. */
  boolean has(String profile) {
    return readsConfig() ? profiles.has(profile) : profiles.isInCredentials(profile);
  }

  /** Looks into one place of a profile. */
  Look look(Place place, String profile) {
    return look(place, profile, new HashSet<>());
  }

  private Look look(Place place, String profile, Set<String> seen) {
    return switch (place) {
      case ROLE -> role(profile, seen);
      case WEB_IDENTITY -> webIdentity(profile);
      case SSO -> named(place, profile, SSO, "single sign-on");
      case LOGIN -> named(place, profile, List.of("login_session"), "a login of aws login");
      case KEYS -> keys(place, profile, find(profile, "aws_access_key_id"));
      case KEYS_IN_CREDENTIALS ->
          keys(place, profile, profiles.inCredentials(profile, "aws_access_key_id"));
      case KEYS_IN_CONFIG -> keys(place, profile, inConfig(profile, "aws_access_key_id"));
      case PROCESS -> process(profile);
      case VARIABLES,
          VARIABLES_WITHOUT_PROFILE,
          WEB_IDENTITY_VARIABLES,
          OLD_FILES,
          CONTAINER,
          METADATA ->
          others.look(place);
    };
  }

  private Look keys(Place place, String profile, @Nullable Setting key) {
    return key == null
        ? new Look.Absent("none in profile " + profile)
        : Look.other(
            place,
            "the key " + key.value() + " of profile " + profile + " (" + key.place() + ")",
            "jvc import");
  }

  private Look process(String profile) {
    Setting command = find(profile, "credential_process");
    if (command == null) {
      return new Look.Absent("none in profile " + profile);
    }
    String program = ProcessLine.program(command.value());
    if (!ProcessLine.isJvc(command.value())) {
      return Look.other(
          Place.PROCESS,
          "the program " + program + " of profile " + profile + " (" + command.place() + ")",
          "");
    }
    if (program.startsWith("/") && !isRunnable(program)) {
      return Look.fails(command.place() + " names " + program + ", which cannot be run", "");
    }
    return Look.jvc(
        Place.PROCESS, "jvc credentials, by profile " + profile + " (" + command.place() + ")");
  }

  private Look webIdentity(String profile) {
    Setting file = find(profile, "web_identity_token_file");
    return file == null || find(profile, "role_arn") == null
        ? new Look.Absent("none in profile " + profile)
        : Look.other(Place.WEB_IDENTITY, "the web identity of profile " + profile + at(file), "");
  }

  private Look named(Place place, String profile, List<String> settings, String what) {
    for (String name : settings) {
      Setting setting = find(profile, name);
      if (setting != null) {
        return Look.other(place, what + " of profile " + profile + at(setting), "");
      }
    }
    return new Look.Absent("none in profile " + profile);
  }

  private Look role(String profile, Set<String> seen) {
    Setting role = find(profile, "role_arn");
    if (role == null || find(profile, "web_identity_token_file") != null) {
      return new Look.Absent("none in profile " + profile);
    }
    Setting source = find(profile, "source_profile");
    Setting elsewhere = find(profile, "credential_source");
    if (source != null) {
      return ofRole(profile, source.place(), sourceOf(profile, source, seen));
    }
    if (elsewhere != null) {
      return ofRole(profile, elsewhere.place(), credentialSource(elsewhere));
    }
    return sdk.has(Sdk.Habit.ROLE_NEEDS_SOURCE)
        ? Look.fails(
            "profile "
                + profile
                + " has role_arn without source_profile ("
                + role.place()
                + "), which only jvc follows",
            sight.variable("AWS_PROFILE").equals(profile) ? "unset AWS_PROFILE" : "")
        : new Look.Absent("role_arn without source_profile in profile " + profile);
  }

  private Look sourceOf(String profile, Setting source, Set<String> seen) {
    String named = source.value();
    if (!profiles.has(named)) {
      return Look.fails(source.place() + " names profile " + named + ", which is in no file", "");
    }
    seen.add(profile);
    if (!named.equals(profile) && !seen.add(named)) {
      return Look.fails(source.place() + " leads back to profile " + named, "");
    }
    for (Place place : sdk.order()) {
      // A profile that is its own source has a key, and its role is not asked for again.
      if (place.isOfProfile() && !(place == Place.ROLE && named.equals(profile))) {
        Look look = look(place, named, seen);
        if (look instanceof Look.Decided) {
          return look;
        }
      }
    }
    return Look.fails(
        source.place() + " names profile " + named + ", which has no credentials", "");
  }

  private Look credentialSource(Setting source) {
    return switch (source.value()) {
      case "Environment" -> others.look(Place.VARIABLES);
      case "EcsContainer" -> others.look(Place.CONTAINER);
      case "Ec2InstanceMetadata" -> others.look(Place.METADATA);
      default -> Look.fails(source.place() + " names an unknown source", "");
    };
  }

  private static Look ofRole(String profile, String place, Look source) {
    return switch (source) {
      case Look.Absent(String why) ->
          Look.fails("the source of profile " + profile + " (" + place + ") has none: " + why, "");
      case Look.Decided(Outcome.Taken taken) ->
          new Look.Decided(
              new Outcome.Taken(
                  Place.ROLE,
                  "the role of profile " + profile + ", assumed with " + taken.what(),
                  taken.jvc(),
                  taken.remedy()));
      case Look.Decided decided -> decided;
    };
  }

  private @Nullable Setting find(String profile, String key) {
    return readsConfig() ? profiles.find(profile, key) : profiles.inCredentials(profile, key);
  }

  private @Nullable Setting inConfig(String profile, String key) {
    return readsConfig() ? profiles.inConfig(profile, key) : null;
  }

  private boolean readsConfig() {
    return !sdk.has(Sdk.Habit.CONFIG_ON_REQUEST)
        || Set.of("1", "t", "T", "true", "TRUE", "True")
            .contains(sight.variable("AWS_SDK_LOAD_CONFIG"));
  }

  private static String at(Setting setting) {
    return " (" + setting.place() + ")";
  }

  private static boolean isRunnable(String program) {
    try {
      return Files.isExecutable(Path.of(program));
    } catch (InvalidPathException unrepresentable) {
      return false;
    }
  }
}
