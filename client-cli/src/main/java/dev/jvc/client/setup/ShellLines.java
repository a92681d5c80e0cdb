package dev.jvc.client.setup;

import java.util.ArrayList;
import java.util.List;

/**
 * The variables as lines for the start files of shells.
 *
 * <p>They leave a shell alone that {@code jvc exec} started, and one whose variables another
 * decision than that of {@code jvc setup} was made about.
 */
final class ShellLines {

  private ShellLines() {}

  /** For bash, zsh and every other POSIX shell. */
  static List<String> posix(SharedVariables variables) {
    List<String> lines = new ArrayList<>();
    lines.add("# AWS credentials from jvc. To take these lines out: jvc setup --undo");
    lines.add(
        "if [ -z \"${JVC_EXEC-}\" ] && { [ -z \"${"
            + SharedVariables.DECIDED
            + "-}\" ] || [ -n \"${"
            + SharedVariables.MARK
            + "-}\" ]; }; then");
    variables
        .set()
        .forEach((name, value) -> lines.add("  export " + name + "=" + posixQuoted(value)));
    lines.add("  unset " + String.join(" ", SharedVariables.REMOVED));
    lines.add("  NO_PROXY=${NO_PROXY:-${no_proxy-}}");
    lines.add("  no_proxy=${no_proxy:-$NO_PROXY}");
    for (String name : List.of("NO_PROXY", "no_proxy")) {
      lines.add("  case ,$" + name + ", in");
      lines.add("    (*,127.0.0.1,* | ',*,') ;;");
      lines.add("    (*) " + name + "=${" + name + ":+$" + name + ",}127.0.0.1,localhost ;;");
      lines.add("  esac");
    }
    lines.add("  export NO_PROXY no_proxy");
    lines.add("fi");
    return lines;
  }

  /** For fish. */
  static List<String> fish(SharedVariables variables) {
    List<String> lines = new ArrayList<>();
    lines.add("# AWS credentials from jvc. To take these lines out: jvc setup --undo");
    lines.add(
        "if test -z \"$JVC_EXEC\"; and begin; test -z \"$"
            + SharedVariables.DECIDED
            + "\"; or test -n \"$"
            + SharedVariables.MARK
            + "\"; end");
    variables
        .set()
        .forEach((name, value) -> lines.add("  set -gx " + name + " " + fishQuoted(value)));
    lines.add("  set -e " + String.join(" ", SharedVariables.REMOVED));
    lines.add("  test -n \"$NO_PROXY\"; or set -gx NO_PROXY \"$no_proxy\"");
    lines.add("  test -n \"$no_proxy\"; or set -gx no_proxy \"$NO_PROXY\"");
    for (String name : List.of("NO_PROXY", "no_proxy")) {
      lines.add("  if test -z \"$" + name + "\"");
      lines.add("    set -gx " + name + " 127.0.0.1,localhost");
      lines.add(
          "  else if not string match -q -r '^\\*$|(^|,)127\\.0\\.0\\.1(,|$)' -- \"$"
              + name
              + "\"");
      lines.add("    set -gx " + name + " \"$" + name + ",127.0.0.1,localhost\"");
      lines.add("  end");
    }
    lines.add("end");
    return lines;
  }

  static String posixQuoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  static String fishQuoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
