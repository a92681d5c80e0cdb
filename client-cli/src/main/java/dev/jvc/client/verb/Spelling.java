package dev.jvc.client.verb;

/** Guesses what a person meant to type. */
final class Spelling {

  /** The most letters that may be wrong, missing, too many or swapped. */
  private static final int TOLERANCE = 2;

  private Spelling() {}

  /** The known word that a mistyped one is nearest to; empty when none is near. */
  static String nearest(String mistyped, Iterable<String> known) {
    String nearest = "";
    int smallest = Math.min(TOLERANCE, mistyped.length() / 2) + 1;
    for (String word : known) {
      int distance = distance(mistyped, word);
      if (distance < smallest) {
        smallest = distance;
        nearest = word;
      }
    }
    return nearest;
  }

  /** The number of edits between two words, a swap of neighbours counted as one. */
  private static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int least(int[][] edits, String from, String to, int i, int j) {
    char a = from.charAt(i - 1);
    char b = to.charAt(j - 1);
    int best = edits[i - 1][j - 1] + (a == b ? 0 : 1);
    best = Math.min(best, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && a == to.charAt(j - 2) && from.charAt(i - 2) == b && a != b;
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
