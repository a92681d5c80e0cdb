package dev.jvc.client.setup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of one file.
 *
 * @param after its text, or null when it is to be deleted
 * @param wired whether anything of jvc's is in it afterwards
 * @param blocks the lines in each of its blocks afterwards, by key; none when the file is jvc's
 *     alone
 */
record Change(
    PersonsFile file, @Nullable String after, boolean wired, Map<String, List<String>> blocks) {

  /** Whether there is anything to do. */
  boolean isNeeded() {
    return after == null ? file.exists() : !file.exists() || !after.equals(file.text());
  }

  /** The lines of a unified diff. */
  List<String> diff() {
    List<String> lines =
        UnifiedDiff.of(
            file.exists() ? file.shown() : "/dev/null",
            file.text(),
            after == null ? "/dev/null" : file.shown(),
            after == null ? "" : after);
    return lines.stream().map(Bytes::decode).toList();
  }
}
