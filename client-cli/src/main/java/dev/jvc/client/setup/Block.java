package dev.jvc.client.setup;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of jvc's between two marks in a text of somebody else's.
 *
 * <p>Putting a block into a text and taking it out again gives the same text. A text whose last
 * line is not ended is told apart by the block: it is then not ended either. Texts have one
 * character for each byte.
 *
 * @param key tells several blocks in one text apart; empty for the only one
 * @param start where the line of the first mark begins
 * @param end where the line of the second mark ends
 * @param lines what stands between them, each line without its end
 */
record Block(String key, int start, int end, List<String> lines) {

  private static final String BEGIN = "# >>> jvc setup";
  private static final String BEGIN_END = " >>>";
  private static final String END = "# <<< jvc setup";
  private static final String END_END = " <<<";

  Block {
    lines = List.copyOf(lines);
  }

  /**
   * Every block in a text.
   *
   * @param shown the text's name in messages
   * @throws Failure when a block begins and does not end
   */
  static List<Block> all(String shown, String text) throws Failure {
    List<Block> blocks = new ArrayList<>();
    String open = null;
    int openedAt = 0;
    int openedLine = 0;
    List<String> inside = new ArrayList<>();
    int number = 0;
    for (int start = 0; start < text.length(); ) {
      int feed = text.indexOf('\n', start);
      int next = feed < 0 ? text.length() : feed + 1;
      String line = content(text, start, next);
      number++;
      String begins = key(line, BEGIN, BEGIN_END);
      String ends = key(line, END, END_END);
      if (begins != null && open == null) {
        open = begins;
        openedAt = start;
        openedLine = number;
        inside.clear();
      } else if (open != null && open.equals(ends)) {
        blocks.add(new Block(open, openedAt, next, inside));
        open = null;
      } else if (begins != null || ends != null) {
        throw torn(shown, number);
      } else if (open != null) {
        inside.add(line);
      }
      start = next;
    }
    if (open != null) {
      throw torn(shown, openedLine);
    }
    return blocks;
  }

  /** The block of a key, or null. */
  static @Nullable Block find(String shown, String text, String key) throws Failure {
    for (Block block : all(shown, text)) {
      if (block.key().equals(key)) {
        return block;
      }
    }
    return null;
  }

  /** The text with a block at its end. */
  static String append(String text, String key, List<String> lines) {
    return insert(text, text.length(), key, lines);
  }

  /** The text with a block at the beginning of a line, or at its end. */
  static String insert(String text, int place, String key, List<String> lines) {
    String ending = ending(text);
    boolean unended = place == text.length() && !text.isEmpty() && !text.endsWith("\n");
    String block = render(key, lines, ending);
    return unended
        ? text + ending + block
        : text.substring(0, place) + block + ending + text.substring(place);
  }

  /**
   * The text with other lines in this block of its, and lines in it that are not jvc's before it.
   *
   * @param own the lines that jvc put into it; null when nobody remembers, and all are its
   */
  String replacedIn(String text, List<String> fresh, @Nullable List<String> own) {
    String ending = ending(text);
    boolean ended = text.charAt(end - 1) == '\n';
    StringBuilder kept = new StringBuilder();
    foreign(own).forEach(line -> kept.append(line).append(ending));
    return text.substring(0, start)
        + kept
        + render(key, fresh, ending)
        + (ended ? ending : "")
        + text.substring(end);
  }

  /**
   * The text without this block of its, except for lines in it that are not jvc's.
   *
   * @param own the lines that jvc put into it; null when nobody remembers, and all are its
   */
  String removedFrom(String text, @Nullable List<String> own) {
    String ending = ending(text);
    StringBuilder kept = new StringBuilder();
    for (String line : foreign(own)) {
      kept.append(line).append(ending);
    }
    boolean unended = end == text.length() && text.charAt(end - 1) != '\n';
    if (!unended) {
      return text.substring(0, start) + kept + text.substring(end);
    }
    String before = text.substring(0, start) + kept;
    return before.endsWith(ending)
        ? before.substring(0, before.length() - ending.length())
        : before;
  }

  /** The lines in the block that jvc did not put there. */
  List<String> foreign(@Nullable List<String> own) {
    if (own == null) {
      return List.of();
    }
    Set<String> known = new HashSet<>(own);
    return lines.stream().filter(line -> !known.contains(line)).toList();
  }

  /** The block without the end of its last line. */
  private static String render(String key, List<String> lines, String ending) {
    String name = key.isEmpty() ? "" : " " + key;
    StringBuilder text = new StringBuilder(BEGIN + name + BEGIN_END + ending);
    lines.forEach(line -> text.append(line).append(ending));
    return text.append(END).append(name).append(END_END).toString();
  }

  private static String ending(String text) {
    int feed = text.indexOf('\n');
    return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
  }

  private static String content(String text, int start, int next) {
    int end = next;
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  private static @Nullable String key(String line, String begin, String end) {
    if (!line.startsWith(begin)
        || !line.endsWith(end)
        || line.length() < begin.length() + end.length()) {
      return null;
    }
    String middle = line.substring(begin.length(), line.length() - end.length());
    if (middle.isEmpty()) {
      return "";
    }
    return middle.charAt(0) == ' ' && middle.length() > 1 ? middle.substring(1) : null;
  }

  private static Failure torn(String shown, int line) {
    return Failure.of(
        ExitCode.FAILED,
        shown
            + ":"
            + line
            + " has only one of the two marks around the lines of jvc setup: take those lines out"
            + " by hand");
  }
}
