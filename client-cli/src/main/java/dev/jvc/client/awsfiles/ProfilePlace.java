package dev.jvc.client.awsfiles;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section of a profile in the text of an AWS configuration file.
 *
 * @param end where a line can be put in: behind the last line of the section that says anything
 * @param settings the names of its settings, in lower case
 */
public record ProfilePlace(int end, Set<String> settings) {

  public ProfilePlace {
    settings = Set.copyOf(settings);
  }

  /**
   * The section of a profile, or null when it has none.
   *
   * @param text with one character for each byte
   */
  public static @Nullable ProfilePlace find(String text, String profile) {
    return ConfigText.of(text.getBytes(StandardCharsets.ISO_8859_1)).place(profile);
  }

  /** The value of a setting of a profile, empty when there is none. */
  public static String value(String text, String profile, String setting) {
    ConfigText.Setting found =
        ConfigText.of(text.getBytes(StandardCharsets.ISO_8859_1)).find(profile, setting);
    return found == null ? "" : found.value();
  }
}
