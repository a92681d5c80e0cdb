package dev.jvc.client.setup;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts as {@code diff -u} prints it, after the format of POSIX diff(1), with
 * three lines around each change.
 */
final class UnifiedDiff {

  private static final int CONTEXT = 3;

  /** Above this many comparisons, what lies between the first and the last change is one change. */
  private static final long MOST_COMPARISONS = 4_000_000;

  private static final String NO_END = "\\ No newline at end of file";

  private final List<String> before;
  private final List<String> after;
  private final List<Edit> edits = new ArrayList<>();

  /** A line of one of the texts; {@code kind} is a blank, {@code -} or {@code +}. */
  private record Edit(char kind, String line) {}

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * The lines of the difference, none when there is none.
   *
   * @param old the name of the text before, such as {@code /dev/null}
   * @param fresh the name of the text after
   */
  static List<String> of(String old, String before, String fresh, String after) {
    if (before.equals(after)) {
      return List.of();
    }
    UnifiedDiff diff = new UnifiedDiff(lines(before), lines(after));
    diff.compare();
    List<String> printed = new ArrayList<>(List.of("--- " + old, "+++ " + fresh));
    diff.printHunks(printed);
    return printed;
  }

  /** The lines with their ends, so that a missing one is a difference. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int feed = text.indexOf('\n', start);
      int next = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private void compare() {
    int first = 0;
    int shorter = Math.min(before.size(), after.size());
    while (first < shorter && before.get(first).equals(after.get(first))) {
      first++;
    }
    int tail = 0;
    while (tail < shorter - first
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    for (int i = 0; i < first; i++) {
      edits.add(new Edit(' ', before.get(i)));
    }
    compare(before.subList(first, before.size() - tail), after.subList(first, after.size() - tail));
    for (int i = before.size() - tail; i < before.size(); i++) {
      edits.add(new Edit(' ', before.get(i)));
    }
  }

  /** By the longest common subsequence. */
  private void compare(List<String> old, List<String> fresh) {
    int rows = old.size();
    int columns = fresh.size();
    boolean wholly = (long) rows * columns > MOST_COMPARISONS;
    int[][] common = wholly ? new int[0][0] : new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0 && !wholly; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(fresh.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      if (!wholly && i < rows && j < columns && old.get(i).equals(fresh.get(j))) {
        edits.add(new Edit(' ', old.get(i)));
        i++;
        j++;
      } else if (i < rows && (wholly || j == columns || common[i + 1][j] >= common[i][j + 1])) {
        edits.add(new Edit('-', old.get(i++)));
      } else {
        edits.add(new Edit('+', fresh.get(j++)));
      }
    }
  }

  private void printHunks(List<String> printed) {
    int place = 0;
    int oldLine = 0;
    int freshLine = 0;
    while (place < edits.size()) {
      int change = nextChange(place);
      if (change == edits.size()) {
        return;
      }
      int start = Math.max(place, change - CONTEXT);
      oldLine += start - place;
      freshLine += start - place;
      int end = endOfHunk(change);
      int oldCount = 0;
      int freshCount = 0;
      for (Edit edit : edits.subList(start, end)) {
        oldCount += edit.kind() == '+' ? 0 : 1;
        freshCount += edit.kind() == '-' ? 0 : 1;
      }
      printed.add("@@ -" + range(oldLine, oldCount) + " +" + range(freshLine, freshCount) + " @@");
      edits.subList(start, end).forEach(edit -> print(edit, printed));
      oldLine += oldCount;
      freshLine += freshCount;
      place = end;
    }
  }

  private int nextChange(int from) {
    int place = from;
    while (place < edits.size() && edits.get(place).kind() == ' ') {
      place++;
    }
    return place;
  }

  /** Changes that are near enough for their surroundings to touch share a hunk. */
  private int endOfHunk(int change) {
    int last = change;
    for (int i = change; i < edits.size() && i - last <= 2 * CONTEXT + 1; i++) {
      if (edits.get(i).kind() != ' ') {
        last = i;
      }
    }
    return Math.min(edits.size(), last + 1 + CONTEXT);
  }

  private static String range(int linesBefore, int count) {
    int first = count == 0 ? linesBefore : linesBefore + 1;
    return count == 1 ? Integer.toString(first) : first + "," + count;
  }

  private static void print(Edit edit, List<String> printed) {
    String line = edit.line();
    boolean ended = line.endsWith("\n");
    printed.add(edit.kind() + (ended ? line.substring(0, line.length() - 1) : line));
    if (!ended) {
      printed.add(NO_END);
    }
  }
}
