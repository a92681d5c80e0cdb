package dev.jvc.client.manual;

import java.util.Locale;

/** Text for {@code man}, in the macros of man(7); whatever is given is shown as it is. */
final class Roff {

  private final StringBuilder text = new StringBuilder();

  /** Begins a page of the first section. */
  Roff title(String name, String date, String version) {
    return macro("TH", name.toUpperCase(Locale.ROOT), "1", date, version, "User commands");
  }

  Roff section(String heading) {
    return macro("SH", heading);
  }

  Roff subsection(String heading) {
    return macro("SS", heading);
  }

  Roff paragraph(String words) {
    text.append(".PP\n");
    return line(escaped(words));
  }

  /** Something that is explained, printed bold, and its explanation. */
  Roff item(String bold, String words) {
    text.append(".TP\n");
    line("\\fB" + escaped(bold) + "\\fR");
    return line(escaped(words));
  }

  /** A command as it is typed. */
  Roff command(String words) {
    return line("\\fB" + escaped(words) + "\\fR");
  }

  /** Words without a paragraph of their own. */
  Roff words(String words) {
    return line(escaped(words));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private Roff macro(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    text.append('\n');
    return this;
  }

  private Roff line(String line) {
    // A line that starts with a control character would be taken for a request.
    boolean request = line.startsWith(".") || line.startsWith("'");
    text.append(request ? "\\&" : "").append(line).append('\n');
    return this;
  }

  private static String escaped(String words) {
    return words
        .replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("~", "\\(ti")
        .replace("^", "\\(ha")
        .replace("`", "\\(ga");
  }
}
