package dev.jvc.daemon.profile;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one section and notes every one that is not what AWS accepts.
 *
 * <p>Messages never repeat a value, because people paste secrets into the wrong line.
 */
final class SettingReader {

  private final AwsConfig.Section section;
  private final List<Fault> faults;

  /**
   * @param faults where faults are added
   */
  SettingReader(AwsConfig.Section section, List<Fault> faults) {
    this.section = section;
    this.faults = faults;
  }

  /** A setting that has a value; null when it is absent or empty, which is a fault. */
  @Nullable Located text(String name) {
    Located setting = section.get(name);
    if (setting != null && setting.value().isBlank()) {
      fault(setting, name + " has no value: give it one or remove the line");
      return null;
    }
    return setting;
  }

  /** A setting whose value matches; null when it is absent, or wrong, which is a fault. */
  @Nullable Located matching(String name, Pattern grammar, String expected) {
    Located setting = text(name);
    if (setting != null && !grammar.matcher(setting.value()).matches()) {
      fault(setting, name + " is not " + expected);
      return null;
    }
    return setting;
  }

  /** Notes that a setting is wrong. */
  void fault(Located setting, String message) {
    Fault fault = setting.fault(message);
    if (!faults.contains(fault)) {
      faults.add(fault);
    }
  }
}
