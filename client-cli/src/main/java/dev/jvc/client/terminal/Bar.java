package dev.jvc.client.terminal;

/** A share of something as a row of blocks, in eighths of a character where they can be shown. */
public final class Bar {

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

  private Bar() {}

  /**
   * A bar that begins full at the left.
   *
   * @param share from 0 to 1; less and more are shown as these
   * @param cells the width in characters
   * @param blocks whether the terminal shows more than ASCII
   */
  public static String of(double share, int cells, boolean blocks) {
    double shown = Math.clamp(share, 0, 1);
    if (!blocks) {
      int filled = (int) Math.ceil(shown * cells);
      return "#".repeat(filled) + ".".repeat(cells - filled);
    }
    // Rounded up, so that what is not over yet is never shown as nothing.
    int eighths = (int) Math.ceil(shown * cells * 8);
    StringBuilder bar = new StringBuilder(cells);
    for (int cell = 0; cell < cells; cell++) {
      bar.append(EIGHTHS.charAt(Math.clamp(eighths - cell * 8L, 0, 8)));
    }
    return bar.toString();
  }
}
