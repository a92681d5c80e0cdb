package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Fills a profile's blanks from the profile that its {@code include_profile} names, and so on; an
 * extension of aws-vault. Unlike there, {@code [default]} is never included silently.
 */
final class Includes {

  private final AwsConfig config;
  private final List<Fault> faults;

  /**
   * @param faults where faults are added
   */
  Includes(AwsConfig config, List<Fault> faults) {
    this.config = config;
    this.faults = faults;
  }

  /** The section with what it includes; after a fault, with what was found until then. */
  AwsConfig.Section fill(AwsConfig.Section section) {
    Map<String, Located> settings = new HashMap<>();
    SequencedMap<ProfileName, Located> passed = new LinkedHashMap<>();
    AwsConfig.Section current = section;
    while (true) {
      current.settings().forEach(settings::putIfAbsent);
      Located include = new SettingReader(current, faults).text(SettingNames.INCLUDE_PROFILE);
      if (include == null) {
        break;
      }
      passed.put(current.name(), include);
      ProfileName next = Names.parse(include.value());
      AwsConfig.Section included = next == null ? null : config.profiles().get(next);
      if (included == null) {
        faults.add(include.fault(missing(include, config.profiles().keySet())));
        break;
      }
      if (passed.containsKey(included.name())) {
        faults.add(Loop.fault(SettingNames.INCLUDE_PROFILE, passed, included.name()));
        break;
      }
      current = included;
    }
    settings.remove(SettingNames.INCLUDE_PROFILE);
    return new AwsConfig.Section(section.name(), section.line(), settings);
  }

  private static String missing(Located include, Collection<ProfileName> known) {
    return Names.missing(SettingNames.INCLUDE_PROFILE, include.value(), known);
  }
}
