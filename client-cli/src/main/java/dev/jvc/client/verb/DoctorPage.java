package dev.jvc.client.verb;

import dev.jvc.client.doctor.Diagnosis;
import dev.jvc.client.doctor.Finding;
import dev.jvc.client.doctor.SdkReport;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.terminal.Terminal;
import dev.jvc.client.wiring.Trace;
import java.util.ArrayList;
import java.util.List;

/** What the doctor found as lines for a person: the state, the check, and what there is to say. */
final class DoctorPage {

  /** The longest state and the longest name of a check, each with what divides it from the next. */
  private static final int STATE = 9;

  private static final int CHECK = 12;

  /** Below this, words are not divided any further. */
  private static final int NARROWEST = 24;

  private final Terminal terminal;
  private final int width;

  /**
   * @param width of the window in columns; 0 when lines may be of any length
   */
  DoctorPage(Terminal terminal, int width) {
    this.terminal = terminal;
    this.width = width;
  }

  /**
   * The page.
   *
   * @param quiet whether only what is not well is shown
   */
  List<String> lines(Diagnosis diagnosis, boolean quiet) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : diagnosis.findings()) {
      if (!quiet || !(finding instanceof Finding.Ok)) {
        add(lines, finding, finding.check());
      }
    }
    if (!quiet) {
      lines.add("");
      lines.add(summary(diagnosis));
    }
    return lines;
  }

  /** The page about one SDK. */
  List<String> lines(SdkReport report) {
    List<String> lines = new ArrayList<>();
    Trace trace = report.trace();
    wrap(
        lines,
        "",
        Output.printable(
            trace.sdk().title()
                + " reads profile "
                + trace.profile()
                + " and looks, in this order:"));
    int number = 0;
    for (Trace.Step step : trace.steps()) {
      number++;
      wrap(
          lines,
          "  " + (number < 10 ? " " : "") + number + ". ",
          Output.printable(step.place().title() + ": " + step.finding()));
    }
    lines.add("");
    add(lines, report.finding(), trace.sdk().name());
    return lines;
  }

  private void add(List<String> lines, Finding finding, String check) {
    String state = Diagnosis.stateOf(finding);
    List<String> text = new ArrayList<>();
    String indent = " ".repeat(STATE + CHECK);
    wrap(text, indent, Output.printable(finding.title()));
    String head = text.removeFirst().substring(indent.length());
    lines.add(coloured(finding, padded(state, STATE)) + padded(check, CHECK) + head);
    lines.addAll(text);
    for (String detail : finding.details()) {
      wrap(lines, indent + "  ", Output.printable(detail));
    }
    String remedy = Diagnosis.remedyOf(finding);
    if (!remedy.isEmpty()) {
      // In one piece, to be copied.
      lines.add(indent + "run: " + terminal.strong(Output.printable(remedy)));
    }
  }

  private String coloured(Finding finding, String text) {
    return switch (finding) {
      case Finding.Ok _ -> terminal.good(text);
      case Finding.Warning _ -> terminal.attention(text);
      case Finding.Problem _ -> terminal.bad(text);
    };
  }

  private String summary(Diagnosis diagnosis) {
    long problems = diagnosis.problems();
    long warnings = diagnosis.warnings();
    if (problems + warnings == 0) {
      return terminal.good("all is well");
    }
    String text = Counted.of(problems, "problem") + ", " + Counted.of(warnings, "warning");
    return problems > 0 ? terminal.bad(text) : terminal.attention(text);
  }

  /** Adds a text in lines that fit into the window, each with the same indent. */
  private void wrap(List<String> lines, String indent, String text) {
    int room = width == 0 ? Integer.MAX_VALUE : Math.max(NARROWEST, width - indent.length());
    String rest = text;
    String lead = indent;
    while (rest.length() > room) {
      int space = rest.lastIndexOf(' ', room);
      if (space <= 0) {
        space = rest.indexOf(' ');
      }
      if (space <= 0) {
        break;
      }
      lines.add(lead + rest.substring(0, space));
      rest = rest.substring(space + 1);
      lead = " ".repeat(indent.length());
    }
    lines.add(lead + rest);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
