package dev.jvc.client.process.service;

import java.nio.file.Path;
import java.util.Map;

/** The texts of systemd's files for one installation (systemd.unit(5), systemd.exec(5)). */
final class UnitText {

  private static final String PROGRAMS = "%h/.local/bin/";

  /** What means nothing but itself in a unit. */
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._+-=:@,";

  private UnitText() {}

  /** The unit, with the programs of a folder. */
  static String unit(Path bin) {
    StringBuilder text = new StringBuilder();
    for (String line : Template.read("jvcd.service").lines().toList()) {
      int program = line.indexOf(PROGRAMS);
      if (program >= 0) {
        int end = line.indexOf(' ', program);
        String name = line.substring(program + PROGRAMS.length(), end < 0 ? line.length() : end);
        text.append(line, 0, program).append(quoted(bin.resolve(name).toString()));
        text.append(end < 0 ? "" : line.substring(end));
      } else {
        text.append(line);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * What stands beside the unit: the variables of the shell that installed it.
   *
   * @param everywhere whether a condition of a package's unit is taken back, which starts the
   *     daemon only where the usual state folder is
   */
  static String beside(Map<String, String> kept, boolean everywhere) {
    StringBuilder text = new StringBuilder();
    if (everywhere) {
      text.append("[Unit]\nConditionPathExists=\n\n");
    }
    text.append("[Service]\n");
    kept.forEach((name, value) ->
        text.append("Environment=").append(quoted(name + "=" + value)).append('\n'));
    return text.toString();
  }

  /** A word as a unit may hold it: quoted where that is needed, specifiers taken for themselves. */
  static String quoted(String word) {
    boolean plain = word.chars().allMatch(c -> PLAIN.indexOf(c) >= 0);
    if (plain) {
      return word;
    }
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
  }
}
