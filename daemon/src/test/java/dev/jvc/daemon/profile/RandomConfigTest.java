package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ScannedFile.Section;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every configuration file, tried on generated ones. */
final class RandomConfigTest {

  private static final List<String> HEADERS =
      List.of(
          "[default]",
          "[profile a]",
          "[profile b]",
          "[profile c]",
          "[profile \"d e\"]",
          "[profile default]",
          "[services s]",
          "[sso-session x]",
          "[plugins]",
          "[profile a",
          "[]",
          "[profile a b]",
          "[profile 'q]",
          "[profile \u00fc]",
          "  [profile e]",
          "[profile f] # g");

  private static final List<String> LINES =
      List.of(
          "region = eu-west-2",
          "  region = x",
          "REGION: us-east-1",
          "region =",
          "role_arn = arn:aws:iam::111122223333:role/A",
          "role_arn = nonsense",
          "source_profile = a",
          "source_profile = b",
          "source_profile = c",
          "source_profile = d e",
          "source_profile = missing",
          "include_profile = a",
          "include_profile = b",
          "credential_source = Environment",
          "sso_session = x",
          "mfa_serial = arn:aws:iam::111122223333:mfa/me",
          "mfa_serial = ?",
          "duration_seconds = 3600",
          "duration_seconds = 1",
          "external_id = a b",
          "session_tags = a=b,c=d",
          "session_tags = a",
          "services = s",
          "services = t",
          "sts =",
          "  endpoint_url = http://127.0.0.1:1",
          "endpoint_url = http://example.org",
          "aws_access_key_id = CANARY",
          "aws_secret_access_key = CANARY",
          "  CANARY",
          "CANARY",
          "# CANARY",
          "",
          "\t",
          "\ufeff",
          "x\u0000y",
          "= z",
          "a=\u202eb",
          "x y = z",
          "aws_session_token : CANARY",
          "ignore_configured_endpoint_urls = true");

  @TempDir private Path folder;

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    int lines = random.nextInt(16);
    for (int i = 0; i < lines; i++) {
      List<String> kind = random.nextInt(3) == 0 ? HEADERS : LINES;
      text.append(kind.get(random.nextInt(kind.size())));
      text.append(List.of("\n", "\n", "\r\n", "\r").get(random.nextInt(4)));
    }
    return text.toString();
  }

  /** A file whose form is right more often than not. */
  private static String tame(Random random) {
    StringBuilder text = new StringBuilder();
    for (String header : HEADERS.subList(0, 5)) {
      text.append(header).append('\n');
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append(LINES.get(random.nextInt(LINES.size()))).append('\n');
      }
    }
    return text.toString();
  }

  private static byte[] damaged(Random random, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; bytes.length > 0 && i < random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyFileLeadsToPlansOrProblemsAndNothingElse(long seed) {
    Random random = new Random(seed);
    AwsHome home = new AwsHome(folder).key("a", "stored");
    home.config("");
    AwsProfiles profiles = home.open();
    for (int i = 0; i < 200; i++) {
      byte[] content = damaged(random, random(random));
      String shown = new String(content, StandardCharsets.UTF_8);
      home.config(content).credentials(random(random));
      home.pass(Duration.ofMillis(100));

      List<ProfileName> asked = new ArrayList<>(profiles.names());
      asked.add(new ProfileName("never there"));
      for (ProfileName name : asked) {
        try {
          assertEquals(name, profiles.plan(name).profile(), shown);
        } catch (ProblemException refused) {
          String message = refused.problem().message();
          assertFalse(message.isBlank() || message.contains("CANARY"), message);
          assertFalse(message.endsWith("."), message);
        }
      }
      for (String problem : profiles.problems()) {
        assertFalse(problem.contains("CANARY"), problem);
        assertTrue(problem.startsWith("~/.aws/"), problem);
        assertFalse(problem.chars().anyMatch(Character::isISOControl), problem);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void readingTwiceGivesTheSame(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] content = damaged(random, random(random));
      assertEquals(scan(content), scan(content));
    }
  }

  /** So that the SDK's parser never has to refuse, and never warns. */
  @Test
  void whatTheScannerTakesTheSdkTakesToo() {
    Random random = new Random(21);
    int taken = 0;
    for (int i = 0; i < 1000; i++) {
      ScannedFile scanned = scan(tame(random).getBytes(StandardCharsets.UTF_8));
      if (scanned.faults().isEmpty()) {
        AwsConfig config = SdkReader.read("config", scanned);
        taken++;
        for (Section section : scanned.sections()) {
          if (section.header().kind() == SectionHeader.Kind.PROFILE
              && !section.isDefaultProfile()) {
            AwsConfig.Section read =
                config.profiles().get(new ProfileName(section.header().name()));
            assertEquals(
                section.settings().keySet(), read == null ? null : read.settings().keySet());
          }
        }
      }
    }
    assertTrue(taken > 100, "only " + taken + " files could be acted on");
  }

  @Test
  void theOrderOfSectionsMakesNoDifference() throws ProblemException {
    Random random = new Random(31);
    List<String> sections =
        new ArrayList<>(
            IntStream.range(0, 12)
                .mapToObj(i ->
                    "[profile p"
                        + i
                        + "]\nrole_arn = arn:aws:iam::111122223333:role/R"
                        + i
                        + "\nsource_profile = p"
                        + Math.max(0, i - 2)
                        + "\n")
                .toList());
    List<List<String>> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(sections, random);
      AwsProfiles profiles = new AwsHome(folder).config(String.join("", sections)).open();
      List<String> steps = new ArrayList<>();
      for (ProfileName name : profiles.names()) {
        steps.add(outcome(profiles, name));
      }
      results.add(steps);
    }
    assertEquals(1, results.stream().distinct().count());
  }

  private static String outcome(AwsProfiles profiles, ProfileName name) {
    try {
      return PlanDescription.steps(profiles.plan(name)).toString();
    } catch (ProblemException refused) {
      return refused.problem().message().replaceAll(":[0-9]+\\)", ")");
    }
  }

  @Test
  void everyWebOfSourcesEndsAtAKeyOrIsNamed() {
    Random random = new Random(41);
    for (int i = 0; i < 300; i++) {
      int size = 1 + random.nextInt(9);
      StringBuilder text = new StringBuilder();
      for (int p = 0; p < size; p++) {
        text.append("[profile p").append(p).append("]\n");
        if (random.nextInt(4) > 0) {
          String setting = random.nextBoolean() ? "source_profile" : "include_profile";
          text.append(setting).append(" = p").append(random.nextInt(size)).append('\n');
        }
      }
      AwsProfiles profiles = new AwsHome(folder).config(text.toString()).open();
      for (ProfileName name : profiles.names()) {
        try {
          assertTrue(profiles.names().contains(profiles.plan(name).login().key()));
        } catch (ProblemException refused) {
          String message = refused.problem().message();
          assertTrue(message.contains(" loop p") || message.contains("longer than 5"), message);
        }
      }
    }
  }

  private static ScannedFile scan(byte[] content) {
    FileText.Kind kind = FileText.Kind.CONFIG;
    return FileScanner.scan("config", FileText.of(ByteBuffer.wrap(content), kind), kind);
  }
}
