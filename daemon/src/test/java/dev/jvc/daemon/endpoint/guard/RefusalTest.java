package dev.jvc.daemon.endpoint.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.endpoint.EndpointWitness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class RefusalTest {

  @Test
  void everyReasonIsDocumentedAndNoOther() throws IOException {
    String page = Files.readString(Path.of(System.getProperty("jvc.root"), "docs/metrics.md"));
    String table = page.substring(page.indexOf("| reason | meaning |"));
    Set<String> documented = new TreeSet<>();
    table
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .forEach(line -> {
          Matcher names = Pattern.compile("`([a-z_]+)`").matcher(line.split("\\|", -1)[1]);
          while (names.find()) {
            documented.add(names.group(1));
          }
        });
    Set<String> existing = new TreeSet<>(Set.of(EndpointWitness.METRICS_REFUSED));
    for (Refusal refusal : Refusal.values()) {
      existing.add(refusal.label());
    }

    assertEquals(existing, documented);
  }

  @Test
  void messagesAreOneLowerCaseSentenceWithoutAFullStop() {
    for (Refusal refusal : Refusal.values()) {
      var problem = refusal.problem();
      if (problem != null) {
        String message = problem.message();
        assertTrue(Character.isLowerCase(message.charAt(0)), message);
        assertTrue(!message.endsWith(".") && message.indexOf('\n') < 0, message);
      }
    }
  }
}
