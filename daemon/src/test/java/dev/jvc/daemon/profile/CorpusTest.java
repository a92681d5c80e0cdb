package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole configuration files of the kinds people have: each {@code NAME.config} leads to what {@code
 * NAME.plans} says.
 */
final class CorpusTest {

  @TempDir private Path folder;

  private static Path corpus() {
    URL place = Objects.requireNonNull(CorpusTest.class.getResource("/profile"));
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(corpus())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".config"))
          .map(name -> name.substring(0, name.length() - ".config".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void thereIsACorpus() throws IOException {
    assertTrue(names().size() >= 9);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFileLeadsToThePlansBesideIt(String name) throws IOException {
    byte[] config = Files.readAllBytes(corpus().resolve(name + ".config"));
    AwsProfiles profiles = new AwsHome(folder).config(config).open();

    assertEquals(Files.readString(corpus().resolve(name + ".plans")), described(profiles));
  }

  private static String described(AwsProfiles profiles) {
    StringBuilder text = new StringBuilder();
    for (ProfileName name : profiles.names()) {
      text.append(name).append('\n');
      try {
        SessionPlan plan = profiles.plan(name);
        PlanDescription.steps(plan).forEach(step -> line(text, step));
        plan.sources().forEach(v -> line(text, v.name() + " from " + v.source()));
      } catch (ProblemException refused) {
        line(text, refused.problem().code().wire() + ": " + refused.problem().message());
      }
    }
    text.append("problems\n");
    profiles.problems().forEach(problem -> line(text, problem));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }
}
