package dev.jvc.client.wiring;

/** The command line of a {@code credential_process}, as far as it says whose it is. */
public final class ProcessLine {

  private ProcessLine() {}

  /** Its first word, without quotes around it. */
  public static String program(String line) {
    String text = line.strip();
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    if (quote == '"' || quote == '\'') {
      int end = text.indexOf(quote, 1);
      return end < 0 ? text.substring(1) : text.substring(1, end);
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
      end++;
    }
    return text.substring(0, end);
  }

  /** Whether it runs {@code jvc credentials}. */
  public static boolean isJvc(String line) {
    String program = program(line);
    String name = program.substring(program.lastIndexOf('/') + 1);
    return name.equals("jvc") && (line + " ").contains(" credentials ");
  }
}
