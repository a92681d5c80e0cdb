package dev.jvc.daemon.vault.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table of texts, each column as wide as its widest text. */
final class Columns {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private final List<List<String>> rows = new ArrayList<>();

  Columns(String... titles) {
    row(titles);
  }

  /** Adds a line; control characters are shown as question marks. */
  void row(String... texts) {
    rows.add(List.of(texts).stream().map(text -> CONTROL.matcher(text).replaceAll("?")).toList());
  }

  /** The lines, without blanks at their ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String text = row.get(column);
        line.append(text).append(" ".repeat(width(column) - length(text) + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
