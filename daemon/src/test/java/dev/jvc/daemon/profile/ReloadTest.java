package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ProfileSettings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits while the daemon runs. */
final class ReloadTest {

  private static final ProfileName A = new ProfileName("a");
  private static final Duration INTERVAL = Duration.ofMillis(100);

  @TempDir private Path folder;
  private AwsHome home;

  @BeforeEach
  void makeHome() {
    home = new AwsHome(folder);
  }

  private void edit(String config) {
    home.config(config);
    home.pass(INTERVAL);
  }

  private static String region(AwsProfiles profiles) throws ProblemException {
    return profiles.plan(A).sts().region();
  }

  @Test
  void anUnchangedFileGivesTheSamePlan() throws ProblemException {
    home.config("[profile a]\n");
    AwsProfiles profiles = home.open();
    SessionPlan plan = profiles.plan(A);

    home.pass(INTERVAL);

    assertSame(plan, profiles.plan(A));
  }

  @Test
  void theFilesAreLookedAtTenTimesASecondAtMost() throws ProblemException {
    home.config("[profile a]\nregion = eu-west-1\n");
    AwsProfiles profiles = home.open();

    home.config("[profile a]\nregion = eu-west-2\n");
    home.pass(Duration.ofMillis(99));
    assertEquals("eu-west-1", region(profiles));
    home.pass(Duration.ofMillis(1));
    assertEquals("eu-west-2", region(profiles));
  }

  @Test
  void aClockThatIsSetBackDoesNotStopReloading() throws ProblemException {
    home.config("[profile a]\nregion = eu-west-1\n");
    AwsProfiles profiles = home.open();

    home.config("[profile a]\nregion = eu-west-2\n");
    home.pass(Duration.ofDays(-1));

    assertEquals("eu-west-2", region(profiles));
  }

  @Test
  void aNewProfileIsFoundAtOnce() throws ProblemException {
    home.config("[profile b]\n");
    AwsProfiles profiles = home.open();

    home.config("[profile a]\n");

    assertEquals(A, profiles.plan(A).profile());
  }

  @Test
  void aFileThatAppearsOrGoesIsNoticed() throws ProblemException, IOException {
    AwsProfiles profiles = home.open();
    assertEquals(List.of(), profiles.names());

    edit("[profile a]\n");
    assertEquals(List.of(A), profiles.names());

    Files.delete(home.file("config"));
    home.pass(INTERVAL);
    assertEquals(List.of(), profiles.names());
    assertEquals(List.of(), profiles.problems());
  }

  @Test
  void aReplacedFileOfTheSameLengthIsNoticed() throws ProblemException, IOException {
    home.config("[profile a]\nregion = eu-west-1\n");
    AwsProfiles profiles = home.open();
    Path other = home.home.resolve("other");
    Files.writeString(other, "[profile a]\nregion = eu-west-3\n");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(home.file("config")));

    Files.move(other, home.file("config"), StandardCopyOption.REPLACE_EXISTING);
    home.pass(INTERVAL);

    assertEquals("eu-west-3", region(profiles));
  }

  @Test
  void aProfileThatBecomesImpossibleStaysAsItWasWhileOthersChange() throws ProblemException {
    home.config("[profile a]\nregion = eu-west-1\n[profile b]\nregion = eu-west-1\n");
    AwsProfiles profiles = home.open();
    ProfileName b = new ProfileName("b");

    edit("[profile a]\nregion = nonsense\n[profile b]\nregion = eu-west-2\n");

    assertEquals("eu-west-1", region(profiles));
    assertEquals("eu-west-2", profiles.plan(b).sts().region());
    assertEquals(
        List.of(
            "~/.aws/config:2: profile a stays as it was until this is mended",
            "~/.aws/config:2: region is not an AWS region such as eu-west-2"),
        profiles.problems());

    edit("[profile a]\nregion = nonsense\n[profile b]\nregion = eu-west-3\n");
    assertEquals("eu-west-1", region(profiles));

    edit("[profile a]\nregion = eu-west-3\n[profile b]\nregion = eu-west-3\n");
    assertEquals("eu-west-3", region(profiles));
    assertEquals(List.of(), profiles.problems());
  }

  @Test
  void aProfileThatIsTakenOutOrHandedToOthersIsGoneAtOnce() {
    home.config("[profile a]\n[profile b]\n");
    AwsProfiles profiles = home.open();

    edit("[profile a]\nsso_session = x\n");

    assertEquals(
        "BadProfile: profile a uses sso_session (~/.aws/config:2), and jvc does not serve that:"
            + " leave it to the AWS CLI",
        AwsHome.refusal(profiles, "a"));
    assertEquals(
        "UnknownProfile: no profile b in ~/.aws/config: did you mean a?",
        AwsHome.refusal(profiles, "b"));
  }

  @Test
  void jvcsOwnSettingsTakeEffect() throws ProblemException {
    home.config("[profile a]\n");
    AwsProfiles profiles = home.open();
    assertEquals(Duration.ofHours(12), profiles.plan(A).login().duration());

    home.settings =
        new ProfileSettings(
            new Setting<>(Duration.ofHours(2), "~/.config/jvc/jvc.yaml:1"),
            AwsHome.DEFAULTS.store(),
            Map.of(),
            Map.of());

    assertEquals(Duration.ofHours(2), profiles.plan(A).login().duration());
  }

  @Test
  void aNewKeyMakesANewProfileAndRepairsASource() throws ProblemException {
    home.config("[profile a]\nsource_profile = ci\n");
    AwsProfiles profiles = home.open();
    assertTrue(AwsHome.refusal(profiles, "a").contains("which does not exist"));

    home.key("ci");

    assertEquals(new ProfileName("ci"), profiles.plan(A).login().key());
    assertEquals(2, profiles.names().size());
    assertEquals(List.of(), profiles.problems());
  }

  @Test
  void aFileThatOthersCanWriteIsNotActedOn() throws ProblemException, IOException {
    home.config("[profile a]\nregion = eu-west-1\n");
    AwsProfiles profiles = home.open();

    Files.setPosixFilePermissions(
        home.file("config"), PosixFilePermissions.fromString("rw-rw-r--"));
    edit("[profile a]\nregion = eu-west-2\n");

    assertEquals("eu-west-1", region(profiles));
    assertEquals(
        List.of(
            "~/.aws/config: can be written by others: run chmod go-w ~/.aws/config",
            "~/.aws/config: is not acted on until this is mended; what it said before holds"),
        profiles.problems());
    assertEquals(
        "BadConfiguration: ~/.aws/config: can be written by others: run chmod go-w ~/.aws/config",
        home.refusal("a"));

    Files.setPosixFilePermissions(
        home.file("config"), PosixFilePermissions.fromString("rw-r--r--"));
    home.pass(INTERVAL);
    assertEquals("eu-west-2", region(profiles));
  }

  @Test
  void aStoredKeyIsNoWayAroundABrokenConfiguration() {
    home.key("a").config("[profile a\n");

    assertEquals(
        "BadConfiguration: ~/.aws/config:1: the section header has no closing bracket",
        home.refusal("a"));
  }

  @Test
  void nobodyIsEverRefusedWhileSomebodyEdits() throws Exception {
    String good = "[profile a]\nregion = eu-west-1\n";
    List<String> edits =
        List.of("[profile a\n", "[profile a]\nregion = x\n", "\u0000", good, "[profile a]\nx\n");
    home.config(good);
    AwsProfiles profiles = home.open();
    AtomicBoolean editing = new AtomicBoolean(true);
    try (var pool = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> asking =
          IntStream.range(0, 4)
              .mapToObj(_ ->
                  pool.submit(() -> {
                    int answers = 0;
                    while (editing.get()) {
                      assertEquals("eu-west-1", region(profiles));
                      answers++;
                    }
                    return answers;
                  }))
              .toList();
      for (int i = 0; i < 200; i++) {
        Path fresh = home.home.resolve("fresh");
        Files.writeString(fresh, edits.get(i % edits.size()));
        Files.move(fresh, home.file("config"), StandardCopyOption.ATOMIC_MOVE);
        home.pass(INTERVAL);
        profiles.problems();
      }
      editing.set(false);
      for (Future<Integer> future : asking) {
        assertTrue(future.get() > 0);
      }
    }
  }

  @Test
  void twoThousandProfilesAreReadAndFound() throws ProblemException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append("[profile p")
          .append(i)
          .append("]\nrole_arn = arn:aws:iam::111122223333:role/R\n");
      text.append("source_profile = p").append(i - i % 5).append('\n');
    }
    home.config(text.toString());
    AwsProfiles profiles = home.open();

    assertEquals(2000, profiles.names().size());
    assertEquals(new ProfileName("p1995"), profiles.plan(new ProfileName("p1999")).login().key());
  }
}
