package dev.jvc.daemon.store.plaintext;

/**
 * Where one setting of a key stands in a file; offsets are in bytes, ends exclusive.
 *
 * @param what which half of the key it is
 * @param number of the line, from 1
 * @param start of the line
 * @param valueStart of the value without the blanks around it
 * @param valueEnd of the value
 * @param end up to where the line is taken away with the key: its line end included, a comment
 *     behind the value not
 */
record KeyLine(What what, int number, int start, int valueStart, int valueEnd, int end) {

  /** The settings that make a key. */
  enum What {
    ID,
    SECRET,
    TOKEN
  }

  boolean isEmpty() {
    return valueStart == valueEnd;
  }
}
