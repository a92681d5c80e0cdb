package dev.jvc.client.terminal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * The whole window of a terminal, drawn again and again without flicker; what was in it before is
 * there again afterwards (the alternate screen of xterm).
 */
public final class Screen {

  /** The size of a window in characters. */
  public record Size(int columns, int rows) {

    /** What is taken for the size of a window that does not tell. */
    public static final Size USUAL = new Size(80, 24);
  }

  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
  private static final String CORNER = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_WINDOW = "\u001b[J";

  private final Output output;
  private final Supplier<Size> size;
  private boolean entered;
  private boolean left;

  /**
   * @param size asked for before each drawing, because a window may change
   */
  public Screen(Output output, Supplier<Size> size) {
    this.output = output;
    this.size = size;
  }

  /** What is drawn into a window of a size; it has at most as many lines, none of them wider. */
  public interface Page {
    List<String> lines(Size size);
  }

  /** Shows the page, and nothing any more once {@link #leave} was called. */
  public synchronized void draw(Page page) {
    if (left) {
      return;
    }
    StringBuilder drawn = new StringBuilder(4096);
    if (!entered) {
      entered = true;
      drawn.append(ENTER);
    }
    drawn.append(CORNER);
    boolean first = true;
    for (String line : page.lines(size.get())) {
      drawn.append(first ? "" : "\r\n").append(line).append(REST_OF_LINE);
      first = false;
    }
    drawn.append(REST_OF_WINDOW);
    write(drawn.toString());
  }

  /** Gives the window back. */
  public synchronized void leave() {
    if (entered && !left) {
      write(LEAVE);
    }
    left = true;
  }

  private void write(String text) {
    output.data(text.getBytes(StandardCharsets.UTF_8));
  }
}
