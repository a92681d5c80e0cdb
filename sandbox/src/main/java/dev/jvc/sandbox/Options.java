package dev.jvc.sandbox;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code bin/sandbox}.
 *
 * @param port 0 for any free one
 * @param world null for the example world
 * @param readyFile null when nobody waits for one
 * @param mfaDrift windows around the current one in which an MFA code is accepted
 */
record Options(
    int port,
    @Nullable Path world,
    @Nullable Path readyFile,
    int mfaDrift,
    boolean showKeys,
    boolean help) {
  static final String USAGE =
      """
      usage: sandbox [--port N] [--world FILE] [--ready-file FILE] [--mfa-drift N] [--show-keys]

        --port N           listen on that port of 127.0.0.1 (0, the default, takes a free one)
        --world FILE       accounts, users and roles as JSON, instead of the example world
        --ready-file FILE  write the endpoint into FILE once requests are answered
        --mfa-drift N      accept MFA codes N windows of 30 s around now (1, as AWS does)
        --show-keys        print the secret keys, which are toys, in full
      """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with one sentence for the first argument that is wrong
   */
  static Options parse(List<String> arguments) {
    int port = 0;
    Path world = null;
    Path readyFile = null;
    int mfaDrift = 1;
    boolean showKeys = false;
    boolean help = false;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      switch (name) {
        case "--port" -> port = number(name, value(name, rest), 0, 65_535);
        case "--world" -> world = Path.of(value(name, rest));
        case "--ready-file" -> readyFile = Path.of(value(name, rest));
        case "--mfa-drift" -> mfaDrift = number(name, value(name, rest), 1, 100);
        case "--show-keys" -> showKeys = true;
        case "--help", "-h" -> help = true;
        default ->
            throw new IllegalArgumentException(
                "unknown argument '" + name + "'; see sandbox --help");
      }
    }
    return new Options(port, world, readyFile, mfaDrift, showKeys, help);
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " needs a value; see sandbox --help");
    }
    return rest.next();
  }

  private static int number(String name, String text, int lowest, int highest) {
    try {
      int number = Integer.parseInt(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, in the same words as for a number out of range.
    }
    throw new IllegalArgumentException(
        name + " takes a number from " + lowest + " to " + highest + ", not '" + text + "'");
  }
}
