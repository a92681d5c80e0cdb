package dev.jvc.daemon.profile;

import java.util.Comparator;

/**
 * Something to mend in a file or a variable.
 *
 * @param where the file as messages show it, or the name of a variable
 * @param line the line in the file from 1, or 0 when the fault concerns all of it
 */
record Fault(String where, int line, String message) implements Comparable<Fault> {

  private static final Comparator<Fault> ORDER =
      Comparator.comparing(Fault::where)
          .thenComparingInt(Fault::line)
          .thenComparing(Fault::message);

  /** The place without the message, such as {@code ~/.aws/config:12}. */
  String place() {
    return line == 0 ? where : where + ":" + line;
  }

  /** One line for a person. */
  String text() {
    return place() + ": " + message;
  }

  @Override
  public int compareTo(Fault other) {
    return ORDER.compare(this, other);
  }
}
