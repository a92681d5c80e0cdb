package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.documents.Document;
import dev.jvc.documents.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody who has just cloned the repository, and types what {@code README.md} shows first. */
@Timeout(300)
final class NewcomerIT {

  private static List<String> firstBlock() {
    List<Shown> commands =
        Document.all().stream()
            .filter(document -> document.name().equals("README.md"))
            .flatMap(document -> Shown.in(document).stream())
            .filter(shown -> !shown.prose())
            .toList();
    String first = commands.getFirst().command();
    return commands.stream()
        .filter(shown -> shown.first().equals(first))
        .map(Shown::command)
        .toList();
  }

  @Test
  void theFirstLinesOfTheReadmeEndWithAnIdentityAndLeaveNothing() throws Exception {
    List<String> lines = firstBlock();
    assertEquals("exit", lines.getLast());
    try (Machine machine = Machine.create()) {
      machine.environment().keySet().retainAll(List.of("HOME", "PATH", "LANG"));
      try (Typist typist = Typist.at(machine)) {
        String identity = "";
        for (String line : lines.subList(0, lines.size() - 1)) {
          Typist.Ran ran = typist.run(line.replaceFirst("^bin/", Machine.root() + "/bin/"));
          assertEquals(0, ran.exit(), ran.screen());
          identity = ran.screen();
        }
        assertTrue(
            identity.contains(":assumed-role/Developer/")
                && lines.get(lines.size() - 2).equals("aws sts get-caller-identity"),
            identity);

        String home = typist.run("echo \"$HOME\"").screen().lines().toList().get(1);
        assertTrue(Files.isDirectory(Path.of(home)), home);
        assertEquals(0, typist.run("exit").exit());
        assertFalse(Files.exists(Path.of(home)), home);
      }
    }
  }
}
