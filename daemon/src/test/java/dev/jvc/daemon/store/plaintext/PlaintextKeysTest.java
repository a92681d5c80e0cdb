package dev.jvc.daemon.store.plaintext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.Sentences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys in the AWS files: found, taken away to the byte, and put back. */
final class PlaintextKeysTest {

  private static final ProfileName P = new ProfileName("p");
  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String OTHER = "AKIAI44QH8DHBEXAMPLE";

  private final Path home;
  private final Path file;

  PlaintextKeysTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.file = Files.createDirectory(home.resolve(".aws")).resolve("credentials");
  }

  private ForeignKeys credentials(String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return PlaintextKeys.inCredentials(file, home);
  }

  private String content() throws IOException {
    return Files.readString(file);
  }

  private static void move(ForeignKeys place, ProfileName name) throws ProblemException {
    try (ForeignKey key = place.read(name)) {
      assertEquals(ID, key.key().id().value());
      assertEquals(SECRET, key.key().secret().revealString());
      place.remove(key);
    }
  }

  /** What a file is and what is left of it; {@code I} and {@code S} stand for the two lines. */
  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("both lines and nothing else", "[p]\nI\nS\n", "[p]\n"),
        Arguments.of("no line feed at the end", "[p]\nI\nS", "[p]\n"),
        Arguments.of("no line feed behind the rest", "[p]\nI\nS\nregion = x", "[p]\nregion = x"),
        Arguments.of("carriage returns", "[p]\r\nI\r\nS\r\n# c\r\n", "[p]\r\n# c\r\n"),
        Arguments.of("carriage returns alone", "[p]\rI\rS\r# c\r", "[p]\r# c\r"),
        Arguments.of("mixed line ends", "[p]\r\nI\nS\r# c\n\r\n", "[p]\r\n# c\n\r\n"),
        Arguments.of("a byte order mark", "\ufeff[p]\nI\nS\n", "\ufeff[p]\n"),
        Arguments.of(
            "comments and blank lines",
            "# mine\n\n[p] ; header\n; one\nI\n\n# two\nS\n  \n# three\n",
            "# mine\n\n[p] ; header\n; one\n\n# two\n  \n# three\n"),
        Arguments.of("a comment behind a value", "[p]\nI  # laptop\nS\n", "[p]\n# laptop\n"),
        Arguments.of("tabs and blanks", "[p]\n\tI\t \n\tS \n\tregion = x\n", "[p]\n\tregion = x\n"),
        Arguments.of("the secret first", "[p]\nS\nregion = x\nI\n", "[p]\nregion = x\n"),
        Arguments.of(
            "other profiles around",
            "[a]\naws_access_key_id = " + OTHER + "\n[p]\nI\nS\n[z]\nregion = y\n",
            "[a]\naws_access_key_id = " + OTHER + "\n[p]\n[z]\nregion = y\n"),
        Arguments.of(
            "a section that occurs twice", "[p]\nI\n[q]\n[p]\nS\nx = y", "[p]\n[q]\n[p]\nx = y"),
        Arguments.of("the same key twice", "[p]\nI\nS\n[p]\nI\nS\n", "[p]\n[p]\n"),
        Arguments.of(
            "an empty token", "[p]\nI\nS\naws_session_token =\n", "[p]\naws_session_token =\n"),
        Arguments.of("nested settings", "[p]\nI\nS\ns3 =\n  a = b\n", "[p]\ns3 =\n  a = b\n"),
        Arguments.of(
            "lines that are none", "junk\n[p]\nI\njunk\nS\n[open\n", "junk\n[p]\njunk\n[open\n"),
        Arguments.of(
            "other languages", "# ключ\n[p]\nI\nS\nname = ü\n", "# ключ\n[p]\nname = ü\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void exactlyTheKeysLinesGoAndComeBack(String what, String text, String rest) throws Exception {
    String before = filled(text);
    ForeignKeys place = credentials(before);

    try (ForeignKey key = place.read(P)) {
      place.remove(key);
      assertEquals(rest, content());
      assertTrue(place.found().stream().noneMatch(ForeignKeys.Found.Key.class::isInstance));

      place.restore(P, key.original());
    }
    assertEquals(before, content());
    move(place, P);
  }

  private static String filled(String text) {
    return text.replaceAll("(?m)(^|(?<=[\\t\\r\\n]))I(?=\\s|$)", "aws_access_key_id = " + ID)
        .replaceAll("(?m)(^|(?<=[\\t\\r\\n]))S(?=\\s|$)", "aws_secret_access_key = " + SECRET);
  }

  @Test
  void bytesThatAreNoTextStayAsTheyAre() throws Exception {
    byte[] before =
        filled("# \u00ff\u00fe\n[p]\nI\nS\n[\u00ff]\nx = \u0080\u0000\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, before);
    ForeignKeys place = PlaintextKeys.inCredentials(file, home);

    move(place, P);

    assertArrayEquals(
        "# \u00ff\u00fe\n[p]\n[\u00ff]\nx = \u0080\u0000\n".getBytes(StandardCharsets.ISO_8859_1),
        Files.readAllBytes(file));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void everySpellingThatTheAwsCliTakesIsFound(String lines) throws Exception {
    ForeignKeys place = credentials("[p]\n" + lines + "\n");

    assertEquals(
        List.of(new ForeignKeys.Found.Key(P, "~/.aws/credentials:2", "MPLE")), place.found());
    move(place, P);
    assertEquals("[p]\n", content());
  }

  static Stream<String> spellings() {
    return Stream.of(
        "aws_access_key_id=" + ID + "\naws_secret_access_key=" + SECRET,
        "aws_access_key_id:" + ID + "\naws_secret_access_key : " + SECRET,
        "AWS_ACCESS_KEY_ID = " + ID + "\nAws_Secret_Access_Key = " + SECRET,
        "  aws_access_key_id\t=\t" + ID + "\n  aws_secret_access_key = " + SECRET + "   ");
  }

  @Test
  void theConfigurationFileNamesProfilesInItsOwnWay() throws Exception {
    Path config = home.resolve(".aws/config");
    String before =
        """
        [default]
        I
        S
        [profile p]
        I
        S
        region = x
        [profile "with blank"]
        I
        S
        [q]
        I
        S
        [services s]
        I
        S
        """;
    Files.writeString(config, filled(before));
    ForeignKeys place = PlaintextKeys.inConfig(config, home);

    assertEquals(
        List.of("default", "p", "with blank"),
        place.found().stream().map(f -> ((ForeignKeys.Found.Key) f).name().value()).toList());
    move(place, new ProfileName("with blank"));
    move(place, P);
    assertEquals(
        filled(
            before
                .replace("[profile p]\nI\nS\n", "[profile p]\n")
                .replace("\"with blank\"]\nI\nS\n", "\"with blank\"]\n")),
        Files.readString(config));
  }

  /** What cannot be moved, and what is said of it. */
  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of(
            "I\nS\naws_session_token = t\n",
            "profile p has a temporary key, which ends by itself: it stays"),
        Arguments.of(
            "I\nS\naws_security_token = t\n",
            "profile p has a temporary key, which ends by itself: it stays"),
        Arguments.of("I\n", "profile p has half a key: aws_secret_access_key is missing"),
        Arguments.of("S\n", "profile p has half a key: aws_access_key_id is missing"),
        Arguments.of(
            "I\nI\nS\naws_access_key_id = " + OTHER + "\n",
            "profile p stands there with different keys: delete the wrong one"),
        Arguments.of(
            "I\naws_secret_access_key =\n  " + SECRET + "\n",
            "the key of profile p goes on in the next line: write it in one line"),
        Arguments.of(
            "aws_access_key_id = ASIAIOSFODNN7EXAMPLE\nS\n",
            "the key of profile p stays: a temporary key (ASIA…) cannot be stored: give a long-term key (AKIA…)"),
        Arguments.of(
            "I\naws_secret_access_key = short\n",
            "the key of profile p stays: a secret access key has 40 characters, and this one has 5: copy it again"),
        Arguments.of(
            "aws_access_key_id = " + SECRET + "\naws_secret_access_key = " + ID + "\n",
            "the key of profile p stays: the access key id and the secret access key are swapped: give the id first"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatCannotBeMovedIsSaidAndStays(String lines, String reason) throws Exception {
    String before = filled("[p]\n" + lines);
    ForeignKeys place = credentials(before);

    assertEquals(
        List.of(new ForeignKeys.Found.Unusable("~/.aws/credentials:2", reason)), place.found());
    ProblemException failed = assertThrows(ProblemException.class, () -> place.read(P));
    assertEquals("~/.aws/credentials:2: " + reason, failed.problem().message());
    assertEquals(before, content());
  }

  @Test
  void aKeyInACommentIsNotForgotten() throws Exception {
    ForeignKeys place =
        credentials("[p]\n#aws_secret_access_key = " + SECRET + "\n# aws_secret_access_key = …\n");

    assertEquals(
        List.of(
            new ForeignKeys.Found.Unusable(
                "~/.aws/credentials:2",
                "a secret access key stands there as a comment: delete the line")),
        place.found());
  }

  @Test
  void withoutAFileThereIsNothing() throws Exception {
    ForeignKeys place = PlaintextKeys.inCredentials(home.resolve("none"), home);

    assertEquals(List.of(), place.found());
    assertEquals(
        ProblemCode.KEY_MISSING,
        assertThrows(ProblemException.class, () -> place.read(P)).problem().code());
    assertEquals(List.of(), PlaintextKeys.inConfig(Path.of("/dev/null"), home).found());
  }

  @Test
  void theFileBehindALinkIsChangedAndKeepsItsMode() throws Exception {
    Path real = Files.createDirectories(home.resolve("dotfiles/aws")).resolve("creds");
    Files.writeString(real, filled("[p]\nI\nS\n# mine\n"));
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Files.setPosixFilePermissions(real.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(file, real);

    move(PlaintextKeys.inCredentials(file, home), P);

    assertTrue(Files.isSymbolicLink(file));
    assertEquals("[p]\n# mine\n", Files.readString(real));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    assertEquals(
        "rwxr-xr-x",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(real.getParent())));
    try (Stream<Path> beside = Files.list(real.getParent())) {
      assertEquals(List.of(real), beside.toList());
    }
  }

  @Test
  void aHardLinkWouldKeepTheKey() throws Exception {
    ForeignKeys place = credentials(filled("[p]\nI\nS\n"));
    Files.createLink(home.resolve("second"), file);

    refused(
        () -> move(place, P),
        "~/.aws/credentials has 1 hard links besides, where the keys would stay: remove them");
    assertEquals(filled("[p]\nI\nS\n"), content());
  }

  @Test
  void aFileThatWasChangedMeanwhileIsNotTouched() throws Exception {
    ForeignKeys place = credentials(filled("[p]\nI\nS\n"));
    try (ForeignKey key = place.read(P)) {
      Files.writeString(file, filled("[p]\nI\nS\nregion = x\n"));

      refused(
          () -> place.remove(key),
          "~/.aws/credentials was changed by somebody else meanwhile, and is left as it is: try again");
    }
    assertEquals(filled("[p]\nI\nS\nregion = x\n"), content());
  }

  @Test
  void aKeyThatIsGoneAlreadyIsNoFailure() throws Exception {
    ForeignKeys place = credentials(filled("[p]\nI\nS\n"));
    try (ForeignKey key = place.read(P)) {
      place.remove(key);
      place.remove(key);
      Files.delete(file);
      place.remove(key);
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void laterEditsAreNotOverwrittenByPuttingBack() throws Exception {
    ForeignKeys place = credentials(filled("[p]\nI\nS\n"));
    Secret original;
    try (ForeignKey key = place.read(P)) {
      original = key.original().copy();
      place.remove(key);
    }
    Files.writeString(file, "[p]\nregion = x\n");

    refused(
        () -> place.restore(P, original),
        "~/.aws/credentials was changed since the import, and is left as it is: move it away to get back what was there before");
    assertEquals("[p]\nregion = x\n", content());

    Files.delete(file);
    place.restore(P, original);
    place.restore(P, original);
    assertEquals(filled("[p]\nI\nS\n"), content());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void whatAKilledProcessLeftIsCleanedUp() throws Exception {
    ForeignKeys place = credentials(filled("[p]\nI\nS\n"));
    Path leftover = file.resolveSibling(".credentials.jvc-import");
    Files.writeString(leftover, filled("[p]\nI\n"));

    move(place, P);

    assertFalse(Files.exists(leftover));
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    ForeignKeys place = credentials("#".repeat(EditedFile.MAX_BYTES + 1));

    refused(place::found, "~/.aws/credentials is larger than 1024 KiB");
  }

  @Test
  void aLinkToNothingIsRefusedWhenItWouldBeWritten() throws Exception {
    ForeignKeys place = credentials(filled("[p]\nI\nS\n"));
    try (ForeignKey key = place.read(P)) {
      Files.delete(file);
      Files.createSymbolicLink(file, home.resolve("nowhere"));

      refused(
          () -> place.restore(P, key.original()),
          "~/.aws/credentials cannot be written: it is a link to nothing");
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void refused(Attempt attempt, String message) {
    ProblemException failed = assertThrows(ProblemException.class, attempt::run);
    assertEquals(message, failed.problem().message());
    assertEquals(ProblemCode.STORE_FAILED, failed.problem().code());
    Sentences.requireSentence(failed.problem().message());
  }
}
