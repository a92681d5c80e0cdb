package dev.jvc.client.process.service;

import java.nio.file.Path;
import java.util.Map;

/** The text of the LaunchAgent for one installation (launchd.plist(5)). */
final class AgentText {

  private static final String PROGRAM = "<string>@bindir@/jvcd</string>";
  private static final String LOG = "<string>@statedir@/jvcd.log</string>";
  private static final String END = "</dict>\n</plist>\n";

  private AgentText() {}

  /**
   * The property list.
   *
   * @param kept variables of the shell that installs it
   */
  static String of(Path bin, Path state, Map<String, String> kept) {
    String text =
        Template.read("dev.jvc.jvcd.plist")
            .replace(PROGRAM, string(bin.resolve("jvcd").toString()))
            .replace(LOG, string(state.resolve("jvcd.log").toString()));
    if (kept.isEmpty()) {
      return text;
    }
    StringBuilder variables = new StringBuilder("  <key>EnvironmentVariables</key>\n  <dict>\n");
    kept.forEach((name, value) ->
        variables
            .append("    <key>")
            .append(name)
            .append("</key>\n    ")
            .append(string(value))
            .append('\n'));
    return text.substring(0, text.lastIndexOf(END)) + variables + "  </dict>\n" + END;
  }

  private static String string(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<string>" + escaped + "</string>";
  }
}
