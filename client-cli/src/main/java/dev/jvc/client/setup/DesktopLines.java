package dev.jvc.client.setup;

import java.util.ArrayList;
import java.util.List;

/** The variables as a desktop session reads them when it begins. */
final class DesktopLines {

  private DesktopLines() {}

  /** For the systemd user manager, after environment.d(5). */
  static List<String> environmentD(SharedVariables variables) {
    List<String> lines = new ArrayList<>();
    lines.add("# AWS credentials from jvc. To take these lines out: jvc setup --undo");
    variables.set().forEach((name, value) -> lines.add(name + "=" + quoted(value)));
    lines.add("NO_PROXY=${NO_PROXY:-$no_proxy}");
    lines.add("no_proxy=${no_proxy:-$NO_PROXY}");
    lines.add("NO_PROXY=${NO_PROXY:+$NO_PROXY,}127.0.0.1,localhost");
    lines.add("no_proxy=${no_proxy:+$no_proxy,}127.0.0.1,localhost");
    return lines;
  }

  /** A dollar is written twice, because the reader expands variables after it has unquoted. */
  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\', '`' -> quoted.append('\\');
        case '$' -> quoted.append('$');
        default -> {
          // Stands for itself.
        }
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  /** A launch agent that sets the variables at login, after launchd.plist(5) and launchctl(1). */
  static String launchAgent(SharedVariables variables) {
    StringBuilder script = new StringBuilder();
    variables
        .set()
        .forEach((name, value) ->
            script
                .append("launchctl setenv ")
                .append(name)
                .append(' ')
                .append(ShellLines.posixQuoted(value))
                .append("; "));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <!-- AWS credentials from jvc, whose command setup takes this file away again. -->
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>dev.jvc.environment</string>
      <key>ProgramArguments</key>
      <array>
        <string>/bin/sh</string>
        <string>-c</string>
        <string>SCRIPT</string>
      </array>
      <key>RunAtLoad</key>
      <true/>
    </dict>
    </plist>
    """
        .replace("SCRIPT", xml(script.toString().stripTrailing()));
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
