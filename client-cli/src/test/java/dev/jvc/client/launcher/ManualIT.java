package dev.jvc.client.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual pages that the build made, as {@code man} and a checker read them. */
final class ManualIT {

  private static final Path PAGES =
      Path.of(System.getProperty("jvc.root", "..")).resolve("client-cli/target/app/share/man/man1");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> found = Files.list(PAGES)) {
      return found.sorted().toList();
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MANWIDTH", "100");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
    return output;
  }

  @Test
  void groffHasNothingToWarnOf() throws Exception {
    assertTrue(pages().size() > 15, pages().toString());
    for (Path page : pages()) {
      assertEquals(
          "", run("groff", "-man", "-Tutf8", "-ww", "-z", page.toString()), page.toString());
    }
  }

  @Test
  void manShowsThePageWithItsOptions() throws Exception {
    String text =
        run("man", "--warnings", "-P", "cat", "-l", PAGES.resolve("jvc-exec.1").toString())
            .replaceAll("\\s+", " ");

    assertTrue(text.contains("jvc-exec - "), text);
    assertTrue(text.contains("--frozen"), text);
    assertTrue(
        run("man", "-P", "cat", "-l", PAGES.resolve("jvcd.1").toString())
            .contains("Another daemon of this user runs."));
  }
}
