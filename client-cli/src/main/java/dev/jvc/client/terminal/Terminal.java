package dev.jvc.client.terminal;

import java.util.Map;

/**
 * Which of the standard streams are a terminal, and whether it shows colours.
 *
 * @param input whether a person can answer
 * @param output whether a person reads the data
 * @param errors whether a person reads the messages
 * @param colours whether data may be coloured
 */
public record Terminal(boolean input, boolean output, boolean errors, boolean colours) {

  /**
   * As the launcher found it and the person wishes: {@code NO_COLOR} with any value, or a dumb
   * terminal, switches colours off.
   */
  public static Terminal of(Map<String, String> environment) {
    String streams = environment.getOrDefault("JVC_TTY", "");
    boolean output = streams.contains("1");
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(streams.contains("0"), output, streams.contains("2"), output && !plain);
  }

  /**
   * Whether text beyond ASCII arrives: the launcher remembers the person's locale when it has
   * another character set than UTF-8.
   */
  public static boolean showsBlocks(Map<String, String> environment) {
    return !environment.containsKey("JVC_LC_ALL");
  }

  /** The text in green, if colours are shown. */
  public String good(String text) {
    return colour("32", text);
  }

  /** The text in yellow, if colours are shown. */
  public String attention(String text) {
    return colour("33", text);
  }

  /** The text in red, if colours are shown. */
  public String bad(String text) {
    return colour("31", text);
  }

  /** The text in bold, if colours are shown. */
  public String strong(String text) {
    return colour("1", text);
  }

  private String colour(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
