package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the settings of a section into one {@code AssumeRole} request.
 *
 * <p>Lengths and alphabets are those of STS's API reference ({@code AssumeRole}).
 */
final class RoleSettings {

  /** One hour, as in the AWS CLI, when a profile says nothing. */
  static final Duration DEFAULT_DURATION = Duration.ofHours(1);

  private static final int MAX_TAGS = 50;
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
  private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

  private final SettingReader settings;
  private final String defaultSessionName;

  /**
   * @param userName who is logged in to this machine
   */
  RoleSettings(SettingReader settings, String userName) {
    this.settings = settings;
    this.defaultSessionName = defaultSessionName(userName);
  }

  /** The request; null when the section has no role, or something is wrong with it. */
  @Nullable RoleRequest request() {
    Located name = settings.text(SettingNames.ROLE_ARN);
    if (name == null) {
      return null;
    }
    RoleArn role = arn(name);
    Duration duration = duration();
    String sessionName =
        valueOf(
            settings.matching(
                SettingNames.ROLE_SESSION_NAME,
                SESSION_NAME,
                "2 to 64 letters, digits or any of _+=,.@-"));
    String externalId =
        valueOf(
            settings.matching(
                SettingNames.EXTERNAL_ID,
                EXTERNAL_ID,
                "2 to 1224 letters, digits or any of _+=,.@:/-"));
    String sourceIdentity =
        valueOf(
            settings.matching(
                SettingNames.SOURCE_IDENTITY,
                SESSION_NAME,
                "2 to 64 letters, digits or any of _+=,.@-"));
    Map<String, String> tags = tags();
    Set<String> transitive = transitiveKeys();
    return role == null
        ? null
        : new RoleRequest(
            role,
            sessionName == null ? defaultSessionName : sessionName,
            duration,
            externalId,
            tags,
            transitive,
            sourceIdentity);
  }

  /** {@code jvc-} and the name of the person, in the alphabet and length that STS takes. */
  static String defaultSessionName(String userName) {
    String name = "jvc-" + userName.replaceAll("[^\\w+=,.@-]", "-");
    return name.substring(0, Math.min(name.length(), 64));
  }

  private @Nullable RoleArn arn(Located setting) {
    try {
      return new RoleArn(setting.value());
    } catch (IllegalArgumentException malformed) {
      settings.fault(setting, "role_arn is " + malformed.getMessage());
      return null;
    }
  }

  private Duration duration() {
    Located setting = settings.text(SettingNames.DURATION_SECONDS);
    if (setting == null) {
      return DEFAULT_DURATION;
    }
    Duration duration =
        SECONDS.matcher(setting.value()).matches()
            ? Duration.ofSeconds(Long.parseLong(setting.value()))
            : Duration.ZERO;
    if (duration.compareTo(RoleRequest.MINIMUM) < 0
        || duration.compareTo(RoleRequest.MAXIMUM) > 0) {
      settings.fault(
          setting, "duration_seconds is not a number of seconds from 900 to 43200 (12 hours)");
      return DEFAULT_DURATION;
    }
    return duration;
  }

  /** {@code key=value,key=value}, as aws-vault writes them. */
  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    Located setting = settings.text(SettingNames.SESSION_TAGS);
    if (setting == null) {
      return tags;
    }
    Set<String> keys = new TreeSet<>();
    for (String tag : parts(setting)) {
      String[] sides = tag.split("=", 2);
      String key = sides[0].strip();
      String value = sides.length == 2 ? sides[1].strip() : "";
      if (sides.length != 2
          || !TAG_KEY.matcher(key).matches()
          || !TAG_VALUE.matcher(value).matches()) {
        settings.fault(setting, "session_tags is not a list of KEY=VALUE separated by commas");
        return Map.of();
      }
      // AWS compares the keys of tags without regard to case.
      if (!keys.add(key.toLowerCase(Locale.ROOT))) {
        settings.fault(setting, "session_tags has the same key twice");
        return Map.of();
      }
      tags.put(key, value);
    }
    requireFew(setting, tags.size());
    return tags;
  }

  private Set<String> transitiveKeys() {
    Set<String> keys = new LinkedHashSet<>();
    Located setting = settings.text(SettingNames.TRANSITIVE_SESSION_TAGS);
    if (setting == null) {
      return keys;
    }
    for (String key : parts(setting)) {
      if (!TAG_KEY.matcher(key.strip()).matches()) {
        settings.fault(
            setting, "transitive_session_tags is not a list of tag keys separated by commas");
        return Set.of();
      }
      keys.add(key.strip());
    }
    requireFew(setting, keys.size());
    return keys;
  }

  private static List<String> parts(Located setting) {
    return List.of(setting.value().split(",", -1));
  }

  private void requireFew(Located setting, int count) {
    if (count > MAX_TAGS) {
      settings.fault(setting, "more than " + MAX_TAGS + " session tags are given");
    }
  }

  private static @Nullable String valueOf(@Nullable Located setting) {
    return setting == null ? null : setting.value();
  }
}
