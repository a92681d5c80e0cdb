package dev.jvc.daemon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers in processes of their own, some of which are killed. */
final class KeyIndexWriterIT {

  private static final int EACH = 40;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir private Path home;

  /** Notes keys {@code PREFIX-0} and so on, and says each on its output once it is written. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws ProblemException {
      Path home = Path.of(arguments[0]);
      KeyIndexWriter writer =
          new KeyIndexWriter(home.resolve("state/keys.json"), home, InstantSource.system());
      for (int i = 0; i < EACH; i++) {
        ProfileName name = new ProfileName(arguments[1] + "-" + i);
        writer.put(new KeyEntry(name, "file", "MPLE", null, null, Instant.EPOCH));
        System.out.println(name);
      }
    }
  }

  private Process start(String prefix) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            home.toString(),
            prefix)
        .redirectOutput(said(prefix).toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Path said(String prefix) {
    return home.resolve(prefix + ".out");
  }

  private KeyIndex index() {
    return new KeyIndex(home.resolve("state/keys.json"), home, InstantSource.system());
  }

  private static void awaitEnd(List<Process> processes) {
    Awaitility.await().atMost(DEADLINE).until(() -> processes.stream().noneMatch(Process::isAlive));
  }

  @Test
  void processesLoseNothingOfEachOthers() throws IOException {
    List<Process> writers = List.of(start("a"), start("b"), start("c"));
    awaitEnd(writers);

    for (Process writer : writers) {
      assertEquals(0, writer.exitValue());
    }
    assertEquals(3 * EACH, index().entries().size());
  }

  @Test
  void aWriterThatIsKilledLosesNothingThatItHadWritten() throws IOException {
    Random random = new Random(7);
    List<String> prefixes = new ArrayList<>();
    for (int round = 0; round < 8; round++) {
      String prefix = "round" + round;
      prefixes.add(prefix);
      Process writer = start(prefix);
      int enough = 1 + random.nextInt(EACH / 2);
      Awaitility.await()
          .atMost(DEADLINE)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> !writer.isAlive() || Files.size(said(prefix)) > enough * 8L);
      writer.destroyForcibly();
      awaitEnd(List.of(writer));

      KeyIndex index = index();
      assertTrue(index.problem().isEmpty(), () -> index.problem().orElse(""));
      for (String earlier : prefixes) {
        String said = Files.readString(said(earlier));
        // The last line may have been cut short.
        String complete = said.substring(0, said.lastIndexOf('\n') + 1);
        for (String name : complete.lines().toList()) {
          assertTrue(index.find(new ProfileName(name)).isPresent(), name);
        }
      }
    }
    try (Stream<Path> files = Files.list(home.resolve("state"))) {
      assertTrue(files.noneMatch(file -> file.toString().contains(".bad-")));
    }
  }
}
