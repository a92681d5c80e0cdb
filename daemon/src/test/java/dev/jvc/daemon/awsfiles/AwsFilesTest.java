package dev.jvc.daemon.awsfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.profile.AwsEnvironment;
import dev.jvc.daemon.profile.AwsProfiles;
import dev.jvc.daemon.profile.ProfileSettings;
import dev.jvc.daemon.profile.ProfileSettings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files made from real AWS files, and kept current. */
final class AwsFilesTest {

  private static final ProfileName PERSONAL = new ProfileName("personal");

  @TempDir private Path home;
  private final Map<ProfileName, String> keys = new HashMap<>();
  private Instant now = Instant.parse("2026-11-24T08:00:00Z");
  private Path launcher = Path.of("/usr/bin/jvc");

  @BeforeEach
  void aPersonWithOneKey() throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    key("personal");
    config(
        """
        [default]
        region = eu-west-2
        [profile personal]
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer
        [profile prod]
        source_profile = personal
        role_arn = arn:aws:iam::444455556666:role/Deploy
        [profile plain]
        region = us-east-1
        """);
  }

  private void key(String name) {
    keys.put(new ProfileName(name), "file");
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".aws/config"), text);
    now = now.plusSeconds(10);
  }

  private void credentials(String text) throws IOException {
    Files.writeString(home.resolve(".aws/credentials"), text);
    now = now.plusSeconds(10);
  }

  private AwsFiles open() {
    InstantSource clock = () -> now;
    Directories directories =
        new Directories(
            home.resolve("none"),
            home.resolve("none"),
            home.resolve("state"),
            home.resolve("run"),
            home.resolve(".aws/config"),
            home.resolve(".aws/credentials"));
    AwsEnvironment environment =
        new AwsEnvironment(
            directories.awsConfig(), directories.awsCredentials(), home, "me", Map.of());
    ProfileSettings settings =
        new ProfileSettings(
            new Setting<>(Duration.ofHours(12), "default"),
            new Setting<>("auto", "default"),
            Map.of(),
            Map.of());
    AwsProfiles profiles =
        new AwsProfiles(environment, () -> settings, () -> Map.copyOf(keys), clock);
    return new AwsFiles(
        directories, environment, profiles, () -> Map.copyOf(keys), launcher, clock);
  }

  private void tick(AwsFiles files) {
    now = now.plusSeconds(10);
    files.keepCurrent();
    now = now.plusSeconds(10);
    files.keepCurrent();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void filesAreTheOwnersOnlyAndSayWhatTheyAre() throws IOException {
    FilePair pair = open().make(Purpose.DESKTOP, PERSONAL);

    assertEquals(home.resolve("state/aws/config"), pair.config());
    assertEquals("rw-------", mode(pair.config()));
    assertEquals("rwx------", mode(home.resolve("state/aws")));
    assertTrue(
        Files.readString(pair.config())
            .startsWith(
                "# Made by jvc from ~/.aws/config and made again whenever that changes: edit that"
                    + " file, not this one.\n# jvc desktop personal "),
        Files.readString(pair.config()));
  }

  @Test
  void whoseKeyIsStoredIsServedAndNoneElse() throws IOException {
    String text = Files.readString(open().make(Purpose.DESKTOP, PERSONAL).config());

    assertTrue(
        text.contains("[profile prod]\ncredential_process = /usr/bin/jvc credentials prod\n"));
    assertTrue(text.contains("[profile plain]\nregion = us-east-1\n"), text);
    assertFalse(text.contains("role_arn"), text);
  }

  @Test
  void anEditReachesEveryFile() throws IOException {
    AwsFiles files = open();
    FilePair desktop = files.make(Purpose.DESKTOP, PERSONAL);
    FilePair exec = files.make(Purpose.EXEC, new ProfileName("prod"));

    config("[profile personal]\nregion = eu-west-3\n[profile new]\nsource_profile = personal\n");
    tick(files);

    for (FilePair pair : List.of(desktop, exec)) {
      String text = Files.readString(pair.config());
      assertTrue(text.contains("region = eu-west-3"), text);
      assertTrue(text.contains("credentials new\n"), text);
      assertFalse(text.contains("plain"), text);
    }
  }

  @Test
  void aKeyThatIsStoredMakesItsProfileServed() throws IOException {
    AwsFiles files = open();
    FilePair pair = files.make(Purpose.DESKTOP, PERSONAL);

    key("plain");
    tick(files);

    String text = Files.readString(pair.config());
    assertTrue(text.contains("credentials plain\nregion = us-east-1\n"), text);
  }

  @Test
  void whatDoesNotChangeIsNotWritten() throws IOException {
    AwsFiles files = open();
    FilePair pair = files.make(Purpose.DESKTOP, PERSONAL);
    Object before = Files.readAttributes(pair.config(), "unix:ino").get("ino");

    tick(files);
    files.make(Purpose.DESKTOP, PERSONAL);
    open().resume();

    assertEquals(before, Files.readAttributes(pair.config(), "unix:ino").get("ino"));
  }

  @ParameterizedTest
  @CsvSource({"'[profile broken'", "'nonsense'", "'[default]\n[default]\n'"})
  void aBrokenFileChangesNothingUntilItIsMended(String broken) throws IOException {
    AwsFiles files = open();
    FilePair pair = files.make(Purpose.DESKTOP, PERSONAL);
    String before = Files.readString(pair.config());

    config(broken);
    tick(files);
    assertEquals(before, Files.readString(pair.config()));

    config("[profile mended]\nregion = x\n");
    tick(files);
    assertTrue(Files.readString(pair.config()).contains("[profile mended]"));
  }

  @Test
  void theNextDaemonTakesThemUpWithTheChangesInBetween() throws IOException {
    AwsFiles first = open();
    FilePair desktop = first.make(Purpose.DESKTOP, PERSONAL);
    FilePair exec = first.make(Purpose.EXEC, new ProfileName("odd name".repeat(30)));
    config("[profile personal]\nregion = eu-west-3\n[profile later]\noutput = json\n");

    AwsFiles second = open();
    second.resume();

    for (FilePair pair : List.of(desktop, exec)) {
      assertTrue(Files.readString(pair.config()).contains("[profile later]"));
    }
    config("[profile latest]\noutput = json\n");
    tick(second);
    for (FilePair pair : List.of(desktop, exec)) {
      assertTrue(Files.readString(pair.config()).contains("[profile latest]"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "'[personal]\n',true",
    "'[elsewhere]\naws_access_key_id = AKIAINTHECREDENTIALS\n',true",
    "'[default]\naws_access_key_id = AKIAINTHECREDENTIALS\n',false",
    "'[personal]\naws_access_key_id = AKIAINTHECREDENTIALS\n',false",
    "'[prod]\naws_access_key_id = AKIAINTHECREDENTIALS\n',false",
  })
  void theCredentialsFileIsThePersonsUnlessItCouldWin(String own, boolean linked)
      throws IOException {
    credentials(own);

    FilePair pair = open().make(Purpose.EXEC, PERSONAL);

    assertEquals(linked, Files.isSymbolicLink(pair.credentials()));
    assertEquals(linked ? own : "", Files.readString(pair.credentials()));
  }

  @Test
  void theCredentialsFileFollowsThePersons() throws IOException {
    AwsFiles files = open();
    FilePair pair = files.make(Purpose.DESKTOP, PERSONAL);
    assertTrue(Files.isSymbolicLink(pair.credentials()));

    credentials("[personal]\naws_access_key_id = AKIAINTHECREDENTIALS\n");
    tick(files);
    assertTrue(Files.isRegularFile(pair.credentials(), LinkOption.NOFOLLOW_LINKS));
    assertEquals("rw-------", mode(pair.credentials()));

    credentials("[personal]\n");
    tick(files);
    assertTrue(Files.isSymbolicLink(pair.credentials()));
  }

  @Test
  void profilesOfAFileThatIsKeptAwayAreAnsweredWithAdvice() throws IOException {
    credentials("[default]\naws_access_key_id = A\n[elsewhere]\naws_access_key_id = A\n");

    String text = Files.readString(open().make(Purpose.EXEC, PERSONAL).config());

    assertTrue(text.contains("[profile elsewhere]\ncredential_process = "), text);
  }

  @Test
  void whatAProgramWroteIsKeptAndSaid() throws IOException {
    AwsFiles files = open();
    FilePair pair = files.make(Purpose.DESKTOP, PERSONAL);
    assertEquals(List.of(), files.problems());
    String edited = Files.readString(pair.config()) + "[profile by-a-program]\nregion = x\n";
    Files.writeString(pair.config(), edited);

    assertEquals(1, files.problems().size());
    assertTrue(files.problems().getFirst().contains("~/.aws/config"), files.problems().toString());
    config("[profile later]\nregion = x\n");
    tick(files);

    assertEquals(edited, Files.readString(home.resolve("state/aws/config.edited")));
    assertTrue(Files.readString(pair.config()).contains("[profile later]"));
    assertTrue(files.problems().getFirst().startsWith("~/state/aws/config.edited "));

    Files.writeString(pair.config(), edited);
    files.make(Purpose.DESKTOP, PERSONAL);
    assertEquals(edited, Files.readString(home.resolve("state/aws/config.edited.2")));
  }

  @Test
  void keysThatAProgramWroteAreKeptToo() throws IOException {
    credentials("[personal]\naws_access_key_id = A\n");
    AwsFiles files = open();
    FilePair pair = files.make(Purpose.DESKTOP, PERSONAL);
    Files.writeString(pair.credentials(), "[x]\n");

    credentials("");
    tick(files);

    assertEquals("[x]\n", Files.readString(home.resolve("state/aws/credentials.edited")));
  }

  @Test
  void theDesktopsFilesGoWhenTheyAreNotWanted() throws IOException {
    AwsFiles files = open();
    FilePair pair = files.make(Purpose.DESKTOP, PERSONAL);

    assertTrue(files.removeDesktop());
    config("[profile later]\n");
    tick(files);

    assertFalse(Files.exists(pair.config()));
    assertFalse(Files.exists(pair.credentials(), LinkOption.NOFOLLOW_LINKS));
    assertFalse(files.removeDesktop());
  }

  @Test
  void aProgramWhosePathNeedsQuotesIsReachedByALink() throws IOException {
    launcher = home.resolve("my programs/jvc");

    String text = Files.readString(open().make(Purpose.EXEC, PERSONAL).config());

    Path link = home.resolve("run/exec/jvc");
    assertEquals(launcher, Files.readSymbolicLink(link));
    assertTrue(text.contains("credential_process = " + link + " credentials prod\n"), text);
  }

  @Test
  void everyProfileHasFilesOfItsOwnAlsoWhereNamesAreLongOrDifferInCase() throws IOException {
    AwsFiles files = open();
    List<String> names =
        List.of("a b", "A b", "a", "A", "é".repeat(256), "é".repeat(255) + "e", "a.config");
    for (String name : names) {
      FilePair pair = files.make(Purpose.EXEC, new ProfileName(name));
      assertEquals(home.resolve("run/exec"), pair.config().getParent());
      assertNotEquals(pair.config(), pair.credentials());
    }
    try (Stream<Path> made = Files.list(home.resolve("run/exec"))) {
      assertEquals(
          2L * names.size(),
          made.map(file -> file.toString().toLowerCase(java.util.Locale.ROOT)).distinct().count());
    }
  }
}
