package dev.jvc.client.wiring;

import static dev.jvc.client.wiring.Place.CONTAINER;
import static dev.jvc.client.wiring.Place.KEYS;
import static dev.jvc.client.wiring.Place.KEYS_IN_CONFIG;
import static dev.jvc.client.wiring.Place.KEYS_IN_CREDENTIALS;
import static dev.jvc.client.wiring.Place.LOGIN;
import static dev.jvc.client.wiring.Place.METADATA;
import static dev.jvc.client.wiring.Place.OLD_FILES;
import static dev.jvc.client.wiring.Place.PROCESS;
import static dev.jvc.client.wiring.Place.ROLE;
import static dev.jvc.client.wiring.Place.SSO;
import static dev.jvc.client.wiring.Place.VARIABLES;
import static dev.jvc.client.wiring.Place.VARIABLES_WITHOUT_PROFILE;
import static dev.jvc.client.wiring.Place.WEB_IDENTITY;
import static dev.jvc.client.wiring.Place.WEB_IDENTITY_VARIABLES;

import dev.jvc.client.wiring.Sdk.Habit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SDKs, each with the order of its default credentials provider chain (AWS SDKs and Tools
 * Reference Guide, "Credential provider chain", and the SDKs' sources).
 */
public final class Sdks {

  private static final List<String> PROFILE = List.of("AWS_PROFILE");
  private static final List<String> DEFAULT_FIRST = List.of("AWS_DEFAULT_PROFILE", "AWS_PROFILE");
  private static final List<String> DEFAULT_LAST = List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE");

  private static final List<Place> BOTOCORE =
      List.of(
          VARIABLES,
          ROLE,
          WEB_IDENTITY_VARIABLES,
          WEB_IDENTITY,
          SSO,
          KEYS_IN_CREDENTIALS,
          LOGIN,
          PROCESS,
          KEYS_IN_CONFIG,
          OLD_FILES,
          CONTAINER,
          METADATA);

  private static final List<Place> GO =
      List.of(
          VARIABLES,
          WEB_IDENTITY_VARIABLES,
          ROLE,
          KEYS,
          WEB_IDENTITY,
          SSO,
          LOGIN,
          PROCESS,
          CONTAINER,
          METADATA);

  private static final List<Habit> OF_BOTOCORE =
      List.of(
          Habit.MISSING_PROFILE_FAILS_AT_ONCE,
          Habit.ROLE_NEEDS_SOURCE,
          Habit.HALF_A_KEY_FAILS,
          Habit.EMPTY_COUNTS,
          Habit.NAMED_PROFILE_HIDES_VARIABLES);

  private static final List<Sdk> ALL =
      List.of(
          new Sdk("aws-cli", "AWS CLI", BOTOCORE, DEFAULT_FIRST, OF_BOTOCORE),
          new Sdk("boto3", "boto3", BOTOCORE, DEFAULT_FIRST, OF_BOTOCORE),
          new Sdk("terraform", "Terraform", GO, DEFAULT_LAST, List.of()),
          new Sdk("go-v2", "Go", GO, DEFAULT_LAST, List.of()),
          new Sdk(
              "go-v1",
              "Go v1",
              GO,
              PROFILE,
              List.of(Habit.FULL_URI_FIRST, Habit.CONFIG_ON_REQUEST)),
          new Sdk(
              "java-v2",
              "Java",
              List.of(
                  VARIABLES,
                  WEB_IDENTITY_VARIABLES,
                  WEB_IDENTITY,
                  SSO,
                  ROLE,
                  LOGIN,
                  PROCESS,
                  KEYS,
                  CONTAINER,
                  METADATA),
              PROFILE,
              List.of(Habit.TOKEN_BEFORE_FILE, Habit.EMPTY_COUNTS)),
          new Sdk(
              "js-v3",
              "JavaScript",
              List.of(
                  VARIABLES_WITHOUT_PROFILE,
                  ROLE,
                  KEYS,
                  WEB_IDENTITY,
                  PROCESS,
                  SSO,
                  LOGIN,
                  WEB_IDENTITY_VARIABLES,
                  CONTAINER,
                  METADATA),
              PROFILE,
              List.of()),
          new Sdk(
              "rust",
              "Rust",
              List.of(
                  VARIABLES,
                  ROLE,
                  WEB_IDENTITY,
                  SSO,
                  LOGIN,
                  PROCESS,
                  KEYS,
                  WEB_IDENTITY_VARIABLES,
                  CONTAINER,
                  METADATA),
              PROFILE,
              List.of(Habit.MISSING_PROFILE_FAILS, Habit.ROLE_NEEDS_SOURCE, Habit.EMPTY_COUNTS)),
          new Sdk(
              "crt",
              "CRT",
              List.of(
                  VARIABLES,
                  ROLE,
                  KEYS,
                  WEB_IDENTITY_VARIABLES,
                  WEB_IDENTITY,
                  LOGIN,
                  SSO,
                  PROCESS,
                  CONTAINER,
                  METADATA),
              PROFILE,
              List.of()),
          new Sdk(
              "cpp",
              "C++",
              List.of(
                  VARIABLES,
                  KEYS,
                  PROCESS,
                  WEB_IDENTITY_VARIABLES,
                  WEB_IDENTITY,
                  SSO,
                  CONTAINER,
                  METADATA),
              DEFAULT_FIRST,
              List.of()),
          new Sdk(
              "dotnet",
              ".NET",
              List.of(
                  VARIABLES,
                  WEB_IDENTITY_VARIABLES,
                  ROLE,
                  KEYS,
                  WEB_IDENTITY,
                  SSO,
                  PROCESS,
                  CONTAINER,
                  METADATA),
              PROFILE,
              List.of()),
          new Sdk(
              "php",
              "PHP",
              List.of(
                  VARIABLES,
                  WEB_IDENTITY_VARIABLES,
                  WEB_IDENTITY,
                  SSO,
                  ROLE,
                  KEYS_IN_CREDENTIALS,
                  PROCESS,
                  KEYS_IN_CONFIG,
                  CONTAINER,
                  METADATA),
              PROFILE,
              List.of()),
          new Sdk(
              "ruby",
              "Ruby",
              List.of(
                  VARIABLES,
                  WEB_IDENTITY_VARIABLES,
                  WEB_IDENTITY,
                  SSO,
                  ROLE,
                  KEYS,
                  PROCESS,
                  CONTAINER,
                  METADATA),
              PROFILE,
              List.of()));

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("aws", "aws-cli"),
          Map.entry("cli", "aws-cli"),
          Map.entry("botocore", "boto3"),
          Map.entry("python", "boto3"),
          Map.entry("go", "go-v2"),
          Map.entry("java", "java-v2"),
          Map.entry("javascript", "js-v3"),
          Map.entry("js", "js-v3"),
          Map.entry("node", "js-v3"),
          Map.entry("c++", "cpp"),
          Map.entry(".net", "dotnet"),
          Map.entry("tofu", "terraform"),
          Map.entry("opentofu", "terraform"));

  private Sdks() {}

  /** Every SDK, in the order in which they are shown. */
  public static List<Sdk> all() {
    return ALL;
  }

  /** Their names. */
  public static List<String> names() {
    return ALL.stream().map(Sdk::name).toList();
  }

  /** The SDK of a name, or null; names that people use for them are known as well. */
  public static @Nullable Sdk named(String name) {
    String known = ALIASES.getOrDefault(name, name);
    for (Sdk sdk : ALL) {
      if (sdk.name().equals(known)) {
        return sdk;
      }
    }
    return null;
  }
}
