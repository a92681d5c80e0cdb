package dev.jvc.client.doctor;

import java.util.List;

/** What a check has found out; nothing in it is secret. */
public sealed interface Finding {

  /** The check's name, one word. */
  String check();

  /** The finding in one line, lower-case and without a full stop. */
  String title();

  /** What else there is to say, a line each. */
  List<String> details();

  /** All is well. */
  record Ok(String check, String title, List<String> details) implements Finding {
    public Ok {
      details = List.copyOf(details);
    }
  }

  /**
   * Something that works and could be better.
   *
   * @param remedy the command that mends it; empty when there is none
   */
  record Warning(String check, String title, List<String> details, String remedy)
      implements Finding {
    public Warning {
      details = List.copyOf(details);
    }
  }

  /**
   * Something that does not work, or is not safe.
   *
   * @param remedy the command that mends it; empty when there is none
   */
  record Problem(String check, String title, List<String> details, String remedy)
      implements Finding {
    public Problem {
      details = List.copyOf(details);
    }
  }

  /** All is well, with nothing to add. */
  static Finding ok(String check, String title) {
    return new Ok(check, title, List.of());
  }

  /** A warning with nothing to add. */
  static Finding warning(String check, String title, String remedy) {
    return new Warning(check, title, List.of(), remedy);
  }

  /** A problem with nothing to add. */
  static Finding problem(String check, String title, String remedy) {
    return new Problem(check, title, List.of(), remedy);
  }
}
