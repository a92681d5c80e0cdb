package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The {@code credential_process} line of a profile.
 *
 * <p>Some SDKs hand the line to a shell, others split it themselves, each by rules of its own. So
 * it consists of words that all of them read alike: no quotes, no blanks, no character that means
 * something to a shell. A name that has such characters is written in hexadecimal.
 */
final class ProcessLine {

  private ProcessLine() {}

  /** The whole line with its end; {@code program} {@link #isPlain}. */
  static String of(String program, ProfileName profile) {
    String name = profile.value();
    String word =
        isPlain(name)
            ? name
            : "--hex " + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    return "credential_process = " + program + " credentials " + word + "\n";
  }

  /** Whether every SDK and every shell reads the text as one word, as it is. */
  static boolean isPlain(String text) {
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
