package dev.jvc.daemon.profile;

/**
 * A setting's value and where it stands.
 *
 * @param file the file as messages show it
 * @param label the section, such as {@code [profile dev]}
 */
record Located(String value, String file, int line, String label) {

  /** Where the value stands, for {@code jvc explain}. */
  String source() {
    return file + ":" + line + " " + label;
  }

  Fault fault(String message) {
    return new Fault(file, line, message);
  }
}
