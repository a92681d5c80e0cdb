package dev.jvc.system.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/sdks.md} tells of every client, and why one has no credentials in some way. */
final class SdksPageTest {

  private static final Pattern NAME = Pattern.compile("\\| ([^|]+) \\|.*");

  /** A letter behind a minus, in a column of its own or behind other letters. */
  private static final Pattern FAILED = Pattern.compile(" -[A-Z]");

  private static String name(String line) {
    return NAME.matcher(line).replaceFirst("$1");
  }

  @Test
  void theTableHasEveryClientInItsOrder() throws IOException {
    assertEquals(
        Client.all().stream().map(Client::name).toList(),
        Page.documented().stream().map(SdksPageTest::name).toList());
  }

  @Test
  void everyWayWithoutCredentialsIsExplained() throws IOException {
    List<String> gaps =
        Page.documented().stream()
            .filter(line -> line.contains("| " + Cell.NO_WAY + " |"))
            .map(SdksPageTest::name)
            .toList();
    List<String> remarks = Page.remarks().stream().map(SdksPageTest::name).toList();

    assertTrue(gaps.size() > 3, "the table is not read");
    for (String client : gaps) {
      assertTrue(
          remarks.stream().anyMatch(about -> List.of(about.split(", ")).contains(client)), client);
    }
  }

  @Test
  void nothingFailsThatIsTried() throws IOException {
    List<String> failing =
        Page.documented().stream().filter(line -> FAILED.matcher(line).find()).toList();

    assertEquals(List.of(), failing);
  }
}
