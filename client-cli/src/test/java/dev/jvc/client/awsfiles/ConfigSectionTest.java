package dev.jvc.client.awsfiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings are added to the person's file, and nothing else in it changes. */
final class ConfigSectionTest {

  @TempDir private Path home;

  static Stream<Arguments> additions() {
    return Stream.of(
        Arguments.of("no file", "", "[profile p]\nregion = eu-west-2\n"),
        Arguments.of(
            "another section",
            "[default]\nregion = x\n",
            "[default]\nregion = x\n\n[profile p]\nregion = eu-west-2\n"),
        Arguments.of(
            "no line feed at the end",
            "[default]\nregion = x",
            "[default]\nregion = x\n\n[profile p]\nregion = eu-west-2\n"),
        Arguments.of(
            "a blank line at the end",
            "[default]\n\n",
            "[default]\n\n[profile p]\nregion = eu-west-2\n"),
        Arguments.of(
            "the section in the middle",
            "[profile p]\noutput=json\n\n# about q\n[profile q]\n",
            "[profile p]\noutput=json\nregion = eu-west-2\n\n# about q\n[profile q]\n"),
        Arguments.of(
            "the section at the end, unended",
            "[profile p]\noutput=json",
            "[profile p]\noutput=json\nregion = eu-west-2\n"),
        Arguments.of("an empty section", "[profile p]", "[profile p]\nregion = eu-west-2\n"),
        Arguments.of(
            "nested settings",
            "[profile p]\ns3 =\n  region = no\n  max = 1\n[profile q]\n",
            "[profile p]\ns3 =\n  region = no\n  max = 1\nregion = eu-west-2\n[profile q]\n"),
        Arguments.of(
            "a commented setting",
            "[profile p]\n#region = x\n;region = x\n",
            "[profile p]\nregion = eu-west-2\n#region = x\n;region = x\n"),
        Arguments.of(
            "odd spelling of the header",
            "  [profile p]\n[ profile   \"p\" ] # mine\na = b\n",
            "  [profile p]\n[ profile   \"p\" ] # mine\na = b\nregion = eu-west-2\n"),
        Arguments.of(
            "lines of Windows",
            "[profile p]\r\na = b\r\n",
            "[profile p]\r\na = b\r\nregion = eu-west-2\r\n"),
        Arguments.of(
            "an editor's mark", "\ufeff[profile p]\n", "\ufeff[profile p]\nregion = eu-west-2\n"),
        Arguments.of(
            "profiles with similar names",
            "[p]\n[profile pp]\n[profilep]\n[profile p.x]\n[sso-session p]\n",
            """
            [p]
            [profile pp]
            [profilep]
            [profile p.x]
            [sso-session p]

            [profile p]
            region = eu-west-2
            """),
        Arguments.of(
            "the same value already",
            "[profile p]\nREGION=eu-west-2 # home\n",
            "[profile p]\nREGION=eu-west-2 # home\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("additions")
  void aSettingIsAddedAndNothingElseChanges(String name, String before, String after)
      throws Exception {
    Path file = config(before);

    section("p").add(Map.of("region", "eu-west-2"));

    assertEquals(after, Files.readString(file), name);
  }

  @Test
  void everyOtherByteStays() throws Exception {
    byte[] odd = {'#', (byte) 0xfc, (byte) 0x80, 0, 9, '\n', '[', 'x', (byte) 0xff, ']', '\n'};
    Path file = config("");
    Files.write(file, odd);

    section("ü").add(Map.of("region", "eu-west-2"));

    byte[] after = Files.readAllBytes(file);
    byte[] added = "\n[profile ü]\nregion = eu-west-2\n".getBytes(StandardCharsets.UTF_8);
    byte[] expected = new byte[odd.length + added.length];
    System.arraycopy(odd, 0, expected, 0, odd.length);
    System.arraycopy(added, 0, expected, odd.length, added.length);
    assertArrayEquals(expected, after);
  }

  @Test
  void severalSettingsKeepTheirOrder() throws Exception {
    Path file = config("[default]\nregion = eu-west-2\n");
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("region", "eu-west-2");
    wanted.put("mfa_serial", "arn:aws:iam::111122223333:mfa/me");
    wanted.put("role_arn", "arn:aws:iam::111122223333:role/Developer");

    Map<String, String> added = section("default").add(wanted);

    assertEquals(List.of("mfa_serial", "role_arn"), List.copyOf(added.keySet()));
    assertEquals(
        """
        [default]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer
        """,
        Files.readString(file));
  }

  @Test
  void theDefaultProfileHasASectionOfItsOwnName() throws Exception {
    Path file = config("");

    section("default").add(Map.of("region", "eu-west-2"));

    assertEquals("[default]\nregion = eu-west-2\n", Files.readString(file));
  }

  @Test
  void aNameWithSpacesIsQuoted() throws Exception {
    Path file = config("");

    section("my own").add(Map.of("region", "eu-west-2"));
    section("my own").add(Map.of("output", "json"));

    assertEquals(
        "[profile \"my own\"]\nregion = eu-west-2\noutput = json\n", Files.readString(file));
  }

  @Test
  void anotherValueIsNeverChangedAndItsLineIsNamed() throws Exception {
    Path file = config("# first\n[profile p]\noutput = json\nRole_ARN = arn:old\n");
    String before = Files.readString(file);

    Failure failure =
        assertThrows(Failure.class, () -> section("p").add(Map.of("role_arn", "arn:new")));

    assertEquals(
        file + ":4 has role_arn = arn:old: change it there, or leave --role-arn out",
        failure.sentence());
    assertEquals(ExitCode.FAILED, failure.exitCode());
    assertEquals(before, Files.readString(file));
    assertThrows(Failure.class, () -> section("p").missing(Map.of("role_arn", "arn:new")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r--r--", "rw-rw-r--", "rwxr-x---"})
  void theModeStays(String mode) throws Exception {
    Path file = config("[default]\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    section("p").add(Map.of("region", "eu-west-2"));

    assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aNewFileAndFolderAreTheOwnersOnly() throws Exception {
    section("p").add(Map.of("region", "eu-west-2"));

    Path file = home.resolve(".aws/config");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".aws"))));
    assertEquals(1, home.resolve(".aws").toFile().list().length, "something was left behind");
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path target = home.resolve("dotfiles-config");
    Files.writeString(target, "[default]\n");
    Files.createDirectory(home.resolve(".aws"));
    Path link = home.resolve(".aws/config");
    Files.createSymbolicLink(link, Path.of("../dotfiles-config"));

    section("p").add(Map.of("region", "eu-west-2"));

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("[default]\n\n[profile p]\nregion = eu-west-2\n", Files.readString(target));
    assertFalse(Files.isSymbolicLink(target));
  }

  @Test
  void theFileThatTheEnvironmentNamesIsMeant() throws Exception {
    Path file = home.resolve("elsewhere/config");

    ConfigSection.of(Map.of("AWS_CONFIG_FILE", file.toString(), "HOME", home.toString()), "p")
        .add(Map.of("region", "eu-west-2"));

    assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    assertFalse(Files.exists(home.resolve(".aws")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a]b", "a[b", "a\"b", "a'b", "a\\b", "a#b", "a;b"})
  void aNameThatNoSectionCanHaveIsRefused(String name) {
    Failure failure = assertThrows(Failure.class, () -> section(name));

    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.sentence().contains("cannot be written into"), failure.sentence());
  }

  @Test
  void aFolderInPlaceOfTheFileIsOneSentence() throws Exception {
    Files.createDirectories(home.resolve(".aws/config"));

    Failure failure =
        assertThrows(Failure.class, () -> section("p").add(Map.of("region", "eu-west-2")));

    assertTrue(failure.sentence().startsWith("cannot read "), failure.sentence());
  }

  @Test
  void aFileInPlaceOfTheFolderIsOneSentence() throws Exception {
    Files.writeString(home.resolve(".aws"), "");

    Failure failure =
        assertThrows(Failure.class, () -> section("p").add(Map.of("region", "eu-west-2")));

    assertTrue(failure.sentence().startsWith("cannot "), failure.sentence());
  }

  @Test
  void withoutAHomeThereIsNoFile() {
    Failure failure = assertThrows(Failure.class, () -> ConfigSection.of(Map.of(), "p"));

    assertEquals("HOME is not set: set it to your home folder", failure.sentence());
  }

  private Path config(String text) throws IOException {
    Path file = home.resolve(".aws/config");
    Files.createDirectories(home.resolve(".aws"));
    if (!text.isEmpty()) {
      Files.writeString(file, text);
    }
    return file;
  }

  private ConfigSection section(String profile) throws Failure {
    return ConfigSection.of(Map.of("HOME", home.toString()), profile);
  }
}
