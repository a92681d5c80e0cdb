package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the AWS configuration file says: profiles with their settings, and the STS part of its
 * {@code services} sections.
 *
 * @param services by name, the settings of the {@code sts} group
 */
record AwsConfig(
    String file, Map<ProfileName, Section> profiles, Map<String, Map<String, Located>> services) {

  AwsConfig {
    profiles = Map.copyOf(profiles);
    services = Map.copyOf(services);
  }

  /** A configuration file without content. */
  static AwsConfig empty(String file) {
    return new AwsConfig(file, Map.of(), Map.of());
  }

  /**
   * The section of one profile.
   *
   * @param settings by lower-case name
   */
  record Section(ProfileName name, int line, Map<String, Located> settings) {

    Section {
      settings = Map.copyOf(settings);
    }

    /** A profile that only its key says anything about. */
    static Section bare(ProfileName name) {
      return new Section(name, 0, Map.of());
    }

    @Nullable Located get(String setting) {
      return settings.get(setting);
    }

    boolean has(String setting) {
      return settings.containsKey(setting);
    }
  }
}
