package dev.jvc.daemon.awsfiles;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Which sections of the shared credentials file say anything; what they say is not looked at.
 *
 * <p>A section of that file wins in most SDKs over a {@code credential_process} of the same name in
 * the configuration file.
 */
final class CredentialNames {

  private CredentialNames() {}

  /** The names of the sections that have at least one setting. */
  static Set<String> parse(ByteBuffer bytes) {
    Set<String> names = new HashSet<>();
    String section = "";
    int start = 0;
    for (int i = 0; i <= bytes.limit(); i++) {
      if (i < bytes.limit() && bytes.get(i) != '\n' && bytes.get(i) != '\r') {
        continue;
      }
      int first = start;
      while (first < i && (bytes.get(first) == ' ' || bytes.get(first) == '\t')) {
        first++;
      }
      if (first < i && bytes.get(first) == '[') {
        section = title(bytes, first + 1, i);
      } else if (first < i && bytes.get(first) != '#' && bytes.get(first) != ';') {
        names.add(section);
      }
      start = i + 1;
    }
    return Set.copyOf(names);
  }

  private static String title(ByteBuffer bytes, int start, int end) {
    int close = start;
    while (close < end && bytes.get(close) != ']') {
      close++;
    }
    byte[] title = new byte[close - start];
    bytes.get(start, title);
    return new String(title, StandardCharsets.UTF_8).strip();
  }
}
