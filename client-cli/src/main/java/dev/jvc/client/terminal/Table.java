package dev.jvc.client.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, two spaces apart; an empty cell is shown as a dash. */
public final class Table {

  /** How a cell is coloured; it must not change what the cell's text looks like otherwise. */
  public interface Style {
    String apply(String padded);
  }

  private record Cell(String text, Style style) {}

  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * @param heading how the first row is coloured
   */
  public Table(Style heading, String... titles) {
    List<Cell> row = new ArrayList<>();
    for (String title : titles) {
      row.add(new Cell(title, heading));
    }
    rows.add(row);
  }

  /** Begins the next row. */
  public Table row() {
    rows.add(new ArrayList<>());
    return this;
  }

  /** Adds a cell to the last row. */
  public Table cell(String text) {
    return cell(text, padded -> padded);
  }

  /** Adds a coloured cell to the last row. */
  public Table cell(String text, Style style) {
    rows.getLast().add(new Cell(text.isEmpty() ? "-" : Output.printable(text), style));
    return this;
  }

  /** Whether there is no row but the titles. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The lines of the table. */
  public List<String> lines() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i).text()));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<Cell> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        String padding = i == row.size() - 1 ? "" : " ".repeat(widths[i] - width(cell.text()) + 2);
        line.append(cell.style().apply(cell.text())).append(padding);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
