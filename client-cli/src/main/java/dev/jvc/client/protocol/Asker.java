package dev.jvc.client.protocol;

import java.util.Map;

/**
 * Who credentials are for, so that the daemon can tell the person who used what last.
 *
 * <p>Written without anything that is slow to load, because {@code jvc credentials} uses it.
 */
public final class Asker {

  private static final int MOST_DIGITS = 10;

  private final String header;

  private Asker(String way, String pid) {
    boolean number = !pid.isEmpty() && pid.length() <= MOST_DIGITS && pid.charAt(0) != '0';
    for (int i = 0; i < pid.length(); i++) {
      number &= pid.charAt(i) >= '0' && pid.charAt(i) <= '9';
    }
    this.header = number ? way + " " + pid : "";
  }

  /** The program whose credential process this process is. */
  public static Asker credentialProcess(Map<String, String> environment) {
    return new Asker("credential-process", parent(environment));
  }

  /** Whoever wants plain keys printed. */
  public static Asker export(Map<String, String> environment) {
    return new Asker("export", parent(environment));
  }

  /**
   * The command that the launcher is going to become.
   *
   * @param given whether it is given the keys themselves; else it is only made sure that there are
   *     some, because the command is going to fetch them
   */
  public static Asker exec(long launcher, boolean given) {
    return new Asker(given ? "exec" : "check", Long.toString(launcher));
  }

  /** The value of the header {@code Jvc-Caller}; empty when the process is not known. */
  public String header() {
    return header;
  }

  /** The launcher says who started it. */
  private static String parent(Map<String, String> environment) {
    return environment.getOrDefault("JVC_PARENT_PID", "");
  }
}
