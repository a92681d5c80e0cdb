package dev.jvc.daemon.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An AWS file taken apart into sections and settings, each with its line, and everything that is
 * wrong with its form.
 *
 * @param faults what keeps the file from being read for certain; empty when it can be acted on
 * @param remarks what is odd but harmless
 */
record ScannedFile(List<Section> sections, List<Fault> faults, List<Fault> remarks) {

  /** One section, its settings by lower-case name in the order of the file. */
  record Section(SectionHeader header, int line, SequencedMap<String, Setting> settings) {

    Section(SectionHeader header, int line) {
      this(header, line, new LinkedHashMap<>());
    }

    /** Whether this is {@code [default]} or {@code [profile default]}. */
    boolean isDefaultProfile() {
      return switch (header.kind()) {
        case DEFAULT -> true;
        case PROFILE -> header.name().equals("default");
        case SERVICES, OTHER -> false;
      };
    }
  }

  /**
   * One setting.
   *
   * @param value the text behind the equals sign, without blanks around it and without a comment
   * @param continuation the indented lines below by line number, without blanks around them
   */
  record Setting(int line, String value, SequencedMap<Integer, String> continuation) {

    Setting(int line, String value) {
      this(line, value, new LinkedHashMap<>());
    }

    /** Length of all text in characters. */
    int length() {
      int length = value.length();
      for (Map.Entry<Integer, String> line : continuation.entrySet()) {
        length += line.getValue().length() + 1;
      }
      return length;
    }
  }
}
