package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class KeySourceTest {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @TempDir private Path folder;

  private static void requireKey(KeySource source) throws ProblemException {
    try (BaseKey key = source.read()) {
      assertEquals(ID, key.id().value());
      assertEquals(SECRET, key.secret().revealString());
    }
  }

  private static void requireRefusal(KeySource source, String what) {
    ProblemException refused = assertThrows(ProblemException.class, source::read);
    String message = refused.problem().message();
    assertTrue(message.contains(what), message);
    assertTrue(!message.contains(SECRET), message);
    assertEquals(2, refused.problem().code().exit().code(), message);
    Sentences.requireSentence(message);
  }

  static Stream<String> downloads() {
    String pair = ID + "," + SECRET;
    String header = "Access key ID,Secret access key";
    return Stream.of(
        header + "\n" + pair + "\n",
        header + "\r\n" + pair + "\r\n",
        header + "\r\n" + pair,
        "\ufeff" + header + "\r\n" + pair + "\r\n",
        "access key id, secret access key\n" + ID + ", " + SECRET,
        "\"Access key ID\",\"Secret access key\"\n\"" + ID + "\",\"" + SECRET + "\"\n",
        "Secret access key,Access key ID\n" + SECRET + "," + ID,
        "\n\n" + header + "\n\n" + pair + "\n\n",
        "User name,Password,Access key ID,Secret access key,Console login link\n"
            + "me,,"
            + pair
            + ",https://111122223333.signin.aws.amazon.com/console\n",
        "User Name,Access Key Id,Secret Access Key\n\"m,\"\"e\"\"\n\"," + pair + "\n");
  }

  @ParameterizedTest
  @MethodSource("downloads")
  void theConsolesDownloadIsRead(String text) throws Exception {
    requireKey(new CsvKey(Files.writeString(folder.resolve("me_accessKeys.csv"), text)));
  }

  static Stream<Arguments> notDownloads() {
    String header = "Access key ID,Secret access key\n";
    String pair = ID + "," + SECRET + "\n";
    return Stream.of(
        Arguments.of("", "has no columns"),
        Arguments.of("\n\n", "has no columns"),
        Arguments.of(pair, "has no columns"),
        Arguments.of("Access key ID\n" + ID, "has no columns"),
        Arguments.of("[default]\naws_access_key_id = " + ID, "has no columns"),
        Arguments.of(header, "holds no key: download it again"),
        Arguments.of(header + pair + pair, "holds 2 keys"),
        Arguments.of(header + ID + "\n", "shorter row"),
        Arguments.of(header + SECRET + "," + ID, "are swapped"),
        Arguments.of(header + ID + ",", "has 40 characters"),
        Arguments.of(header + "ASIAIOSFODNN7EXAMPLE," + SECRET, "temporary key"),
        Arguments.of(header + "\"" + pair, "shorter row"),
        Arguments.of("\u0000\u0001\u0002", "has no columns"),
        Arguments.of(header + "x".repeat(70_000), "too long"));
  }

  @ParameterizedTest
  @MethodSource("notDownloads")
  void whatIsNotOneKeyOfTheConsoleIsRefused(String text, String what) throws Exception {
    requireRefusal(new CsvKey(Files.writeString(folder.resolve("k.csv"), text)), what);
  }

  @Test
  void aMissingFileOrAFolderIsNamed() {
    requireRefusal(new CsvKey(folder.resolve("missing.csv")), "missing.csv does not exist");
    requireRefusal(new CsvKey(folder), "cannot be read");
  }

  @Test
  void whoImportsADownloadIsToldToDeleteIt() {
    Path file = folder.resolve("k.csv");
    assertEquals(
        file + " still holds the key in plaintext: delete it",
        new CsvKey(file).warning().orElseThrow());
  }

  @Test
  void theVariablesOfTheSdksAreRead() throws ProblemException {
    requireKey(
        new EnvironmentKey(Map.of("AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", SECRET)));
    requireKey(
        new EnvironmentKey(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                ID,
                "AWS_SECRET_ACCESS_KEY",
                SECRET,
                "AWS_SESSION_TOKEN",
                "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | " + SECRET + " | - | AWS_ACCESS_KEY_ID is not set",
        "'' | " + SECRET + " | - | AWS_ACCESS_KEY_ID is not set",
        ID + " | - | - | AWS_SECRET_ACCESS_KEY is not set",
        ID + " | ' ' | - | AWS_SECRET_ACCESS_KEY is not set",
        ID + " | " + SECRET + " | token | AWS_SESSION_TOKEN is set",
        "ASIAIOSFODNN7EXAMPLE | " + SECRET + " | - | temporary key",
        SECRET + " | " + ID + " | - | are swapped",
      })
  void variablesThatHoldNoLongTermKeyAreRefused(
      String id, String secret, String token, String what) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", id);
    environment.put("AWS_SECRET_ACCESS_KEY", secret);
    environment.put("AWS_SESSION_TOKEN", token);
    environment.values().removeIf(value -> value == null);

    requireRefusal(new EnvironmentKey(environment), what);
  }

  @Test
  void thePersonTypesTheIdVisiblyAndTheSecretHidden() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson(ID, SECRET);

    requireKey(new AskedKey(Dialogues.with(person)));

    assertEquals(List.of("Access key ID: ", "(hidden) Secret access key: "), person.seen());
  }

  @Test
  void aMistypedIdIsRefusedBeforeTheSecretIsAskedFor() {
    ScriptedPerson person = new ScriptedPerson("AKIA?", SECRET);

    requireRefusal(new AskedKey(Dialogues.with(person)), "not an access key id");

    assertEquals(List.of("Access key ID: "), person.seen());
  }

  @Test
  void twoPipedLinesAreIdAndSecretAndTheRestIsLeft() throws ProblemException {
    Dialogue dialogue = Dialogues.piping(ID + "\n" + SECRET + "\npassphrase\n");

    requireKey(new AskedKey(dialogue));

    assertEquals("passphrase", dialogue.nextLine().orElseThrow().revealString());
  }

  @Test
  void pipedLinesAreTakenEvenWhenSomebodyIsThere() throws ProblemException {
    ScriptedPerson person = new ScriptedPerson();

    requireKey(new AskedKey(Dialogues.piping(ID + "\r\n" + SECRET, person)));

    assertEquals(List.of(), person.seen());
  }

  @Test
  void anEmptyPipeLeavesTheQuestionToThePerson() throws ProblemException {
    requireKey(new AskedKey(Dialogues.piping("", new ScriptedPerson(ID, SECRET))));
  }

  @Test
  void aHalfPipedKeyAndNobodyToAskAreRefused() {
    requireRefusal(new AskedKey(Dialogues.piping(ID + "\n")), "holds one line only");
    requireRefusal(new AskedKey(Dialogues.piping("")), "there is no terminal");
    requireRefusal(new AskedKey(Dialogues.nobody()), "there is no terminal");
  }
}
