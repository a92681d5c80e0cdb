package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that programs see instead of the person's own.
 *
 * <p>In every SDK a usable profile on disk wins over the container variables, so {@code [default]}
 * holds the settings of the chosen profile and no source of credentials. A profile that jvc serves
 * holds a {@code credential_process} line as its only source, because profiles that mix sources
 * mean different things to different SDKs, and keeps its other settings. What jvc does not serve,
 * and every section that is no profile, is carried over as it is.
 */
final class GeneratedConfig {

  /** Settings that lead to credentials, in the AWS SDKs and in aws-vault. */
  private static final Set<String> SOURCES =
      Set.of(
          "credential_process",
          "credential_source",
          "duration_seconds",
          "external_id",
          "include_profile",
          "login_session",
          "mfa_process",
          "mfa_serial",
          "parent_profile",
          "role_arn",
          "role_session_name",
          "session_tags",
          "source_identity",
          "source_profile",
          "transitive_session_tags");

  private static final List<String> SOURCE_PREFIXES = List.of("aws_", "sso_", "web_identity_");

  private final RawConfig own;
  private final Map<ProfileName, Served> served;
  private final Set<ProfileName> told;
  private final @Nullable String program;

  /**
   * What jvc serves for a profile.
   *
   * @param region the region it has from a profile that it includes, empty for none
   */
  record Served(String region) {}

  /**
   * @param own the person's configuration
   * @param served the profiles that jvc has credentials for, or will after a login
   * @param told profiles without a section that jvc only has a sentence for
   * @param program jvc, as a word that needs no quotes; null when there is no such word
   */
  GeneratedConfig(
      RawConfig own,
      Map<ProfileName, Served> served,
      Set<ProfileName> told,
      @Nullable String program) {
    this.own = own;
    this.served = served;
    this.told = told;
    this.program = program;
  }

  /** The text for a purpose, with one character for each byte. */
  String text(Purpose purpose, ProfileName chosen) {
    StringBuilder text = new StringBuilder("[default]\n");
    text.append(defaults(chosen));
    Set<ProfileName> written = new HashSet<>();
    for (RawConfig.Section section : own.sections()) {
      if (!section.isProfile()) {
        text.append('\n').append(section.text());
      } else if (!isDefault(section.name())) {
        ProfileName name = new ProfileName(section.name());
        written.add(name);
        String profile = profile(section, name, name.equals(chosen), purpose);
        text.append(profile.isEmpty() ? "" : "\n").append(profile);
      }
    }
    served.keySet().stream()
        .sorted()
        .forEach(name -> {
          if (!isDefault(name.value()) && written.add(name)) {
            boolean bare = purpose == Purpose.EXEC && name.equals(chosen);
            text.append(alone(name, bare ? "" : process(name)));
          }
        });
    told.stream()
        .sorted()
        .forEach(name -> {
          if (!isDefault(name.value()) && written.add(name)) {
            text.append(alone(name, process(name)));
          }
        });
    return text.toString();
  }

  /** The settings of the chosen profile; what a program saw without naming one fills its blanks. */
  private String defaults(ProfileName chosen) {
    RawConfig.Section section = section(chosen.value());
    StringBuilder text = new StringBuilder();
    Set<String> has = new HashSet<>();
    if (section != null) {
      text.append(kept(section));
      section.settings().forEach(setting -> has.add(setting.name()));
    }
    String region = regionOf(chosen, section);
    if (!region.isEmpty()) {
      text.append(region);
      has.add("region");
    }
    RawConfig.Section before = section("default");
    if (before != null) {
      for (RawConfig.Setting setting : before.settings()) {
        boolean fills = setting.name().equals("region") || setting.name().equals("output");
        if (fills && has.add(setting.name())) {
          text.append(setting.unindented());
        }
      }
    }
    return text.toString();
  }

  private String profile(
      RawConfig.Section section, ProfileName name, boolean chosen, Purpose purpose) {
    if (chosen && purpose == Purpose.EXEC) {
      return isNameable(name) ? headerOf(section) + kept(section) + regionOf(name, section) : "";
    }
    boolean answers = served.containsKey(name) || section.hidesSecret();
    if (!answers || program == null) {
      return section.text();
    }
    return isNameable(name)
        ? headerOf(section) + process(name) + kept(section) + regionOf(name, section)
        : "";
  }

  /**
   * Whether a section of this name may stand in the file: the AWS SDK for Java takes everything
   * behind these characters for a comment, and refuses a file for what is left.
   */
  static boolean isNameable(ProfileName name) {
    return name.value().indexOf('#') < 0 && name.value().indexOf(';') < 0;
  }

  private String process(ProfileName name) {
    return program == null ? "" : ProcessLine.of(program, name);
  }

  /** A section for a profile without one; nothing when parsers would misread its name. */
  private static String alone(ProfileName profile, String settings) {
    String name = profile.value();
    boolean quoted = name.indexOf(' ') >= 0;
    if (!ProcessLine.isPlain(name.replace(' ', '_'))) {
      return "";
    }
    return "\n[profile " + (quoted ? "\"" + name + "\"" : name) + "]\n" + settings;
  }

  private String regionOf(ProfileName name, RawConfig.@Nullable Section section) {
    Served serves = served.get(name);
    boolean own =
        section != null && section.settings().stream().anyMatch(s -> s.name().equals("region"));
    return serves == null || own || !ProcessLine.isPlain(serves.region())
        ? ""
        : "region = " + serves.region() + "\n";
  }

  /** The settings that are no source of credentials, each beginning in the first column. */
  private static String kept(RawConfig.Section section) {
    StringBuilder text = new StringBuilder();
    for (RawConfig.Setting setting : section.settings()) {
      if (!setting.name().isEmpty() && !isSource(setting.name())) {
        text.append(withoutBlankLines(setting.unindented()));
      }
    }
    return text.toString();
  }

  private static String withoutBlankLines(String lines) {
    StringBuilder text = new StringBuilder(lines.length());
    lines.lines().filter(line -> !line.isBlank()).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static boolean isSource(String name) {
    return SOURCES.contains(name) || SOURCE_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /**
   * The header as it was.
   *
   * <p>A parser that does not know a header with brackets for one takes the lines below it for
   * settings of the section above, which is therefore one that nobody reads.
   */
  private static String headerOf(RawConfig.Section section) {
    String header = section.header();
    String name = section.name();
    boolean brackets = name.indexOf('[') >= 0 || name.indexOf(']') >= 0;
    String guard =
        brackets
            ? "[jvc " + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)) + "]\n"
            : "";
    return guard + (header.endsWith("\n") || header.endsWith("\r") ? header : header + "\n");
  }

  /** The section of a profile, of two for the default profile the later. */
  private RawConfig.@Nullable Section section(String name) {
    RawConfig.Section found = null;
    for (RawConfig.Section section : own.sections()) {
      if (section.isProfile() && section.name().equals(name)) {
        found = section;
      }
    }
    return found;
  }

  private static boolean isDefault(String name) {
    return name.equals("default");
  }

  /** Text of this class as the bytes it stands for. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
