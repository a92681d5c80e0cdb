package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.profile.SectionHeader;
import java.util.List;
import java.util.Locale;

/**
 * The text of an AWS configuration file in sections, every byte as it was, without its secrets.
 *
 * <p>Text is held with one character for each byte, so that bytes that are no UTF-8 survive. What
 * stands before the first section is left out.
 */
record RawConfig(List<Section> sections) {

  /** A configuration without content. */
  static final RawConfig EMPTY = new RawConfig(List.of());

  RawConfig {
    sections = List.copyOf(sections);
  }

  /**
   * One section.
   *
   * @param header its first line with its end
   * @param hidesSecret whether a secret stood in it, which is not among its lines
   */
  record Section(
      SectionHeader.Kind kind,
      String name,
      String header,
      List<Setting> settings,
      boolean hidesSecret) {

    Section {
      settings = List.copyOf(settings);
    }

    boolean isProfile() {
      return kind == SectionHeader.Kind.DEFAULT || kind == SectionHeader.Kind.PROFILE;
    }

    /** The whole text, its last line ended. */
    String text() {
      StringBuilder text = new StringBuilder(header);
      settings.forEach(setting -> text.append(setting.text()));
      return ended(text.toString());
    }
  }

  /**
   * A setting with the lines that continue it, or a line that is none.
   *
   * @param name in lower case; empty for a comment or a blank line
   * @param text whole lines with their ends
   */
  record Setting(String name, String text) {

    Setting {
      name = name.toLowerCase(Locale.ROOT);
    }

    /** The lines, the first without the blanks before it, the last ended. */
    String unindented() {
      return ended(text.stripLeading());
    }
  }

  private static String ended(String text) {
    return text.isEmpty() || text.endsWith("\n") || text.endsWith("\r") ? text : text + "\n";
  }
}
