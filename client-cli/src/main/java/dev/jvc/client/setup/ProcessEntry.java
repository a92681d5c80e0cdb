package dev.jvc.client.setup;

import dev.jvc.client.awsfiles.ProfilePlace;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code credential_process} line of a profile in the person's own AWS configuration.
 *
 * <p>SDKs disagree about profiles that have more than one source of credentials. So the line goes
 * into the profile's section only where that has none, and into a section of its own otherwise,
 * named {@code NAME-jvc}. The line has no quotes and no character that means something to a shell,
 * because no spelling of those is read alike by all.
 */
final class ProcessEntry {

  private static final Set<String> SOURCES =
      Set.of(
          "credential_process",
          "credential_source",
          "include_profile",
          "login_session",
          "role_arn",
          "source_profile");

  private static final List<String> SOURCE_PREFIXES = List.of("aws_", "sso_", "web_identity_");

  private final ProfileName profile;
  private final String line;

  private ProcessEntry(ProfileName profile, String line) {
    this.profile = profile;
    this.line = line;
  }

  /**
   * @param program the client, as an absolute path
   * @throws Failure when the path would need quotes
   */
  static ProcessEntry of(ProfileName profile, Path program) throws Failure {
    if (!isPlain(program.toString())) {
      throw Failure.of(
          ExitCode.FAILED,
          "the path "
              + program
              + " has characters that AWS SDKs read differently: make a link to it from a folder"
              + " such as /usr/local/bin that is in PATH, and run this again");
    }
    String name = profile.value();
    String word =
        isPlain(name)
            ? name
            : "--hex " + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    return new ProcessEntry(profile, "credential_process = " + program + " credentials " + word);
  }

  /** The key of the profile's block. */
  String key() {
    return profile.slug();
  }

  /** The name that programs use, in the configuration in which the entry is. */
  String nameIn(String text) {
    return fits(ProfilePlace.find(text, profile.value())) ? profile.value() : separateName();
  }

  /**
   * What stands between the marks.
   *
   * @param text the configuration without the entry
   * @throws Failure when there is no room for it
   */
  List<String> lines(String shown, String text) throws Failure {
    ProfilePlace place = ProfilePlace.find(text, profile.value());
    if (place != null && fits(place)) {
      return List.of(line);
    }
    String name = place == null ? profile.value() : separateName();
    if (place != null && ProfilePlace.find(text, name) != null) {
      throw Failure.of(
          ExitCode.FAILED,
          shown + " has a profile " + name + " already: rename it, and run this again");
    }
    List<String> lines = new ArrayList<>(List.of(header(shown, name), line));
    String region = ProfilePlace.value(text, profile.value(), "region");
    if (region.isEmpty()) {
      region = ProfilePlace.value(text, "default", "region");
    }
    if (isPlain(region)) {
      lines.add("region = " + region);
    }
    return lines;
  }

  /** The text with the entry. */
  String putInto(String text, List<String> lines) {
    ProfilePlace place = ProfilePlace.find(text, profile.value());
    int offset = place != null && fits(place) ? place.end() : text.length();
    return Block.insert(text, offset, key(), lines);
  }

  private String separateName() {
    return profile.value() + "-jvc";
  }

  private static String header(String shown, String name) throws Failure {
    if (name.equals("default")) {
      return "[default]";
    }
    if (!isPlain(name.replace(' ', '_')) || name.startsWith(" ") || name.endsWith(" ")) {
      throw Failure.usage(
          "the name of this profile cannot be written into "
              + shown
              + " so that every SDK reads it");
    }
    return "[profile " + (name.indexOf(' ') < 0 ? name : "\"" + name + "\"") + "]";
  }

  /** Whether the section has no source of credentials. */
  private static boolean fits(@Nullable ProfilePlace place) {
    if (place == null) {
      return true;
    }
    for (String setting : place.settings()) {
      if (SOURCES.contains(setting) || SOURCE_PREFIXES.stream().anyMatch(setting::startsWith)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every SDK and every shell reads the text as one word, as it is. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-/@+=,:".indexOf(c) >= 0;
      if (!plain) {
        return false;
      }
    }
    return !text.isEmpty() && text.charAt(0) != '-';
  }
}
