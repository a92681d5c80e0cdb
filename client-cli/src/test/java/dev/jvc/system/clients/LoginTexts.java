package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What every client shows a person when a login is needed, and what was approved of it. */
final class LoginTexts {

  static final Path APPROVED =
      Machine.root().resolve("client-cli/src/test/clients/login-needed.txt");

  private static final String HEAD = "== ";

  private LoginTexts() {}

  /** The texts of one client, each below a line that names client and wiring. */
  static String of(Client client, List<Subject> subjects) {
    StringBuilder text = new StringBuilder();
    for (Subject subject : subjects) {
      if (subject.client().equals(client) && !subject.loginText().isEmpty()) {
        text.append(HEAD).append(subject).append('\n');
        text.append(withoutWhatVaries(subject.loginText())).append("\n\n");
      }
    }
    return text.toString();
  }

  /** The same from the approved file. */
  static String approved(Client client) throws IOException {
    StringBuilder text = new StringBuilder();
    boolean own = false;
    for (String line : Files.readAllLines(APPROVED)) {
      if (line.startsWith(HEAD)) {
        own = line.startsWith(HEAD + client.name() + ",");
      }
      if (own) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  /** Ports, folders, times, identifiers and stack traces differ from run to run. */
  private static String withoutWhatVaries(String text) {
    return text.replace(Machine.root().toString(), "JVC")
        .replaceAll("/tmp/jvc\\w+", "HOME")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
        .replaceAll("\\b[0-9a-f]{8}-[0-9a-f-]{27}\\b", "ID")
        .replaceAll("\\d{4}[/-]\\d\\d[/-]\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "TIME")
        .replaceAll("\\w{3} \\d+, \\d{4} \\d+:\\d\\d:\\d\\d [AP]M", "TIME")
        .replaceAll("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT", "TIME")
        .replaceAll("@[0-9a-f]{4,8}\\b", "@HASH")
        .replaceAll("\\b\\d+(\\.\\d+)?m?s\\b", "SOON")
        .replaceAll("(?s)#{9,}\\s+Stack trace:.*", "")
        .replaceAll("[ \\t]+(?=\\n|$)", "")
        .strip();
  }
}
