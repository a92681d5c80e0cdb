package dev.jvc.client.shell;

/**
 * The script that the launcher evaluates in order to become the command of {@code jvc exec}.
 *
 * <p>The command's own words are not in it: the launcher still has them, byte for byte, behind its
 * first {@code skip} arguments.
 */
public final class ExecScript {

  /** The first line, by which the launcher knows a script from a help text. */
  private static final String MARK = "# jvc exec\n";

  private ExecScript() {}

  /**
   * A script that runs the arguments behind the first {@code skip}.
   *
   * @param skip the number of the launcher's arguments before the command
   */
  public static String command(EnvironmentChange change, int skip) {
    return MARK + Dialect.POSIX.write(change) + "shift " + skip + "\nexec \"$@\"\n";
  }

  /** A script that runs the person's shell. */
  public static String shell(EnvironmentChange change, String shell) {
    return MARK + Dialect.POSIX.write(change) + "exec " + Dialect.POSIX.quote(shell) + "\n";
  }
}
