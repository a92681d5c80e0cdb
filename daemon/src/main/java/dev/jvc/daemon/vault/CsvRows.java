package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of a small CSV text (RFC 4180) kept as bytes that can be wiped; a byte order mark,
 * blank lines and either line end are accepted.
 */
final class CsvRows implements AutoCloseable {

  private final List<List<Secret>> rows = new ArrayList<>();

  private CsvRows() {}

  /** Takes a text apart, which is wiped. */
  static CsvRows parse(byte[] text) {
    CsvRows result = new CsvRows();
    byte[] field = new byte[text.length];
    int length = 0;
    boolean quoted = false;
    List<Secret> row = new ArrayList<>();
    for (int i = startAfterMark(text); i < text.length; i++) {
      byte c = text[i];
      if (c == '"' && quoted && i + 1 < text.length && text[i + 1] == '"') {
        field[length++] = text[++i];
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        field[length++] = c;
      } else {
        row.add(Secret.owning(Arrays.copyOf(field, length)));
        length = 0;
        if (c != ',') {
          result.add(row);
          row = new ArrayList<>();
        }
      }
    }
    row.add(Secret.owning(Arrays.copyOf(field, length)));
    result.add(row);
    Arrays.fill(field, (byte) 0);
    Arrays.fill(text, (byte) 0);
    return result;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int count() {
    return rows.size();
  }

  int width(int row) {
    return rows.get(row).size();
  }

  /** The fields of a row that holds no secret. */
  List<String> texts(int row) {
    return rows.get(row).stream().map(Secret::revealString).toList();
  }

  /** A copy of a field, to be closed by the caller. */
  Secret take(int row, int column) {
    return rows.get(row).get(column).copy();
  }

  @Override
  public void close() {
    rows.forEach(row -> row.forEach(Secret::close));
  }

  private void add(List<Secret> row) {
    if (row.size() > 1 || !row.getFirst().isEmpty()) {
      rows.add(row);
    }
  }

  private static int startAfterMark(byte[] text) {
    byte[] mark = "\ufeff".getBytes(StandardCharsets.UTF_8);
    return text.length >= mark.length && Arrays.equals(text, 0, mark.length, mark, 0, mark.length)
        ? mark.length
        : 0;
  }
}
