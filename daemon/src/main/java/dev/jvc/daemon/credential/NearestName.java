package dev.jvc.daemon.credential;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person probably meant, for messages about a name that does not exist. */
public final class NearestName {

  private static final int LONGEST = 64;

  private NearestName() {}

  /**
   * The known name closest to a mistyped one, if any is close enough to be worth suggesting: at
   * most a third of its letters, and no more than three, inserted, missing, wrong or swapped.
   */
  public static Optional<String> of(String mistyped, Collection<String> known) {
    if (mistyped.length() > LONGEST) {
      return Optional.empty();
    }
    int allowed = Math.min(3, Math.max(1, mistyped.length() / 3));
    String nearest = null;
    int best = allowed + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - mistyped.length()) < best) {
        int distance =
            distance(mistyped.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
        if (distance < best) {
          best = distance;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The optimal string alignment distance. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int step = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(step, cost[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
