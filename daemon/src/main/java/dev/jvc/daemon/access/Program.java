package dev.jvc.daemon.access;

/**
 * A process with the name that its operating system shows.
 *
 * @param name at most {@value #LONGEST} characters, all of them printable
 */
public record Program(long pid, String name) {

  /** Linux cuts names at 15 bytes. */
  public static final int LONGEST = 32;

  /**
   * A process whose name is made fit to be shown: what would move a cursor or turn the direction of
   * writing is escaped, and what is too long is cut.
   */
  public static Program named(long pid, String raw) {
    StringBuilder name = new StringBuilder();
    raw.codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                name.append("\\x").append(Integer.toHexString(c));
            default -> name.appendCodePoint(c);
          }
        });
    boolean fits = name.codePointCount(0, name.length()) <= LONGEST;
    return new Program(
        pid, fits ? name.toString() : name.substring(0, name.offsetByCodePoints(0, LONGEST)));
  }
}
