package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ScannedFile.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a person should know about files that can be acted on: mix-ups and plaintext keys. */
final class Remarks {

  private final List<Fault> remarks = new ArrayList<>();
  private final Set<ProfileName> storedKeys;

  private Remarks(Set<ProfileName> storedKeys) {
    this.storedKeys = storedKeys;
  }

  /** About the configuration file. */
  static List<Fault> onConfig(String file, ScannedFile scanned, Set<ProfileName> storedKeys) {
    Remarks found = new Remarks(storedKeys);
    found.remarks.addAll(scanned.remarks());
    Section defaults = null;
    for (Section section : scanned.sections()) {
      if (section.isDefaultProfile()) {
        if (defaults != null) {
          found.replaced(file, defaults, section);
        }
        defaults = section;
      }
      switch (section.header().kind()) {
        case OTHER -> found.forgottenPrefix(file, section);
        case DEFAULT, PROFILE -> {
          found.plaintextKey(file, section);
          found.notFollowed(file, section);
        }
        case SERVICES -> {
          // Only the STS part matters, and that is checked where it is used.
        }
      }
    }
    return found.remarks;
  }

  /** About the credentials file. */
  static List<Fault> onCredentials(
      String file, ScannedFile scanned, String configFile, Set<ProfileName> storedKeys) {
    Remarks found = new Remarks(storedKeys);
    for (Section section : scanned.sections()) {
      found.plaintextKey(file, section);
      section
          .settings()
          .forEach((name, setting) -> {
            if (SettingNames.OF_ROLES.contains(name)) {
              found.add(
                  file, setting.line(), name + " is not read from here: move it to " + configFile);
            }
          });
    }
    return found.remarks;
  }

  private void replaced(String file, Section earlier, Section later) {
    add(
        file,
        earlier.line(),
        earlier.header().label()
            + " is not used, because "
            + later.header().label()
            + " on line "
            + later.line()
            + " replaces it: keep one of them");
  }

  private void forgottenPrefix(String file, Section section) {
    boolean oneWord = section.header().name().chars().noneMatch(Character::isWhitespace);
    if (oneWord
        && section.settings().keySet().stream().anyMatch(SettingNames.OF_PROFILES::contains)) {
      add(
          file,
          section.line(),
          "section "
              + section.header().label()
              + " is not a profile: write [profile "
              + section.header().name()
              + "]");
    }
  }

  private void plaintextKey(String file, Section section) {
    ScannedFile.Setting key = section.settings().get(SettingNames.ACCESS_KEY_ID);
    boolean temporary = section.settings().containsKey(SettingNames.SESSION_TOKEN);
    if (key == null || temporary) {
      return;
    }
    ProfileName name = new ProfileName(section.header().name());
    String advice =
        storedKeys.contains(name)
            ? "jvc keeps one for it, so delete it here"
            : "run jvc import to move it";
    add(file, key.line(), section.header().label() + " holds a key in plaintext: " + advice);
  }

  private void notFollowed(String file, Section section) {
    for (String name : SettingNames.NOT_FOLLOWED) {
      ScannedFile.Setting setting = section.settings().get(name);
      if (setting != null && !setting.value().equalsIgnoreCase("false")) {
        add(file, setting.line(), name + " is not supported by this version and has no effect");
      }
    }
  }

  private void add(String file, int line, String message) {
    remarks.add(new Fault(file, line, message));
  }
}
