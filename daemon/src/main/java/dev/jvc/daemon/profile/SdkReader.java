package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ScannedFile.Section;
import dev.jvc.daemon.profile.ScannedFile.Setting;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Reads a scanned configuration file through the AWS SDK's profile support.
 *
 * <p>The SDK accepts less than the AWS CLI does: no indented settings, no upper-case names, no
 * blanks in the name of a profile. So it is given the scanned file written in the form it accepts,
 * with other characters of a name as {@code %XX}. This is the only class that knows the SDK.
 */
final class SdkReader {

  private static final String SERVICES = "services";

  private final String file;
  private final List<Section> sections;

  private SdkReader(String file, List<Section> sections) {
    this.file = file;
    this.sections = sections;
  }

  /**
   * @param file the file as messages show it
   * @param scanned a file without faults
   * @throws IllegalArgumentException when the SDK does not accept the file; its own message may
   *     quote the file and is left out
   */
  static AwsConfig read(String file, ScannedFile scanned) {
    return new SdkReader(file, effective(scanned.sections())).read();
  }

  /** Without the sections of other programs, and with the later of two default profiles only. */
  private static List<Section> effective(List<Section> all) {
    SequencedMap<String, Section> effective = new LinkedHashMap<>();
    for (Section section : all) {
      switch (section.header().kind()) {
        case DEFAULT, PROFILE -> effective.put("profile " + section.header().name(), section);
        case SERVICES -> effective.put("services " + section.header().name(), section);
        case OTHER -> {
          // Other programs' sections say nothing about profiles.
        }
      }
    }
    return List.copyOf(effective.values());
  }

  private AwsConfig read() {
    ProfileFile parsed = parse();
    Map<ProfileName, AwsConfig.Section> profiles = new HashMap<>();
    Map<String, Map<String, Located>> services = new HashMap<>();
    for (Section section : sections) {
      String name = section.header().name();
      if (section.header().kind() == SectionHeader.Kind.SERVICES) {
        Profile read = parsed.getSection(SERVICES, encoded(name)).orElse(null);
        services.put(name, read == null ? Map.of() : nested(section, read));
      } else {
        ProfileName profile = new ProfileName(name);
        Profile read = parsed.profile(encoded(name)).orElse(null);
        profiles.put(
            profile,
            new AwsConfig.Section(
                profile, section.line(), read == null ? Map.of() : settings(section, read)));
      }
    }
    return new AwsConfig(file, profiles, services);
  }

  private ProfileFile parse() {
    StringBuilder text = new StringBuilder();
    for (Section section : sections) {
      boolean services = section.header().kind() == SectionHeader.Kind.SERVICES;
      text.append(services ? "[services " : "[profile ")
          .append(encoded(section.header().name()))
          .append("]\n");
      section.settings().forEach((name, setting) -> write(text, name, setting));
    }
    byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return ProfileFile.builder()
          .content(new ByteArrayInputStream(utf8))
          .type(ProfileFile.Type.CONFIGURATION)
          .build();
    } catch (RuntimeException unreadable) {
      throw new IllegalArgumentException("is not an AWS configuration file");
    }
  }

  private static void write(StringBuilder text, String name, Setting setting) {
    text.append(name).append(" = ").append(setting.value()).append('\n');
    setting.continuation().values().forEach(line -> text.append(' ').append(line).append('\n'));
  }

  private Map<String, Located> settings(Section section, Profile read) {
    Map<String, Located> settings = new HashMap<>();
    section
        .settings()
        .forEach((name, setting) -> {
          String value = read.property(name).orElse("");
          settings.put(name, new Located(value, file, setting.line(), section.header().label()));
        });
    return settings;
  }

  /** The settings below {@code sts =} in a services section. */
  private Map<String, Located> nested(Section section, Profile read) {
    Map<String, Located> settings = new HashMap<>();
    Setting group = section.settings().get("sts");
    @Nullable String text = read.property("sts").orElse(null);
    if (group == null || text == null) {
      return settings;
    }
    List<Integer> lines = List.copyOf(group.continuation().keySet());
    List<String> values = text.lines().filter(line -> !line.isBlank()).toList();
    for (int i = 0; i < Math.min(lines.size(), values.size()); i++) {
      String[] parts = values.get(i).split("=", 2);
      if (parts.length == 2) {
        settings.put(
            parts[0].strip(),
            new Located(parts[1].strip(), file, lines.get(i), section.header().label()));
      }
    }
    return settings;
  }

  /** A name in the alphabet that the SDK accepts; different names stay different. */
  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder(name.length());
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "_-/.@:+".indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
